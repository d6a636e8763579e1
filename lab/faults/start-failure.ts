import type { PartId } from "#lib/domain/anatomy.ts";
import type { ModeId } from "#lib/domain/symptom.ts";
import type { Engine } from "../naming.ts";
import { DAEMON_JSON_VARIANTS, daemonJsonApi, daemonJsonState, verifyDaemonJson } from "./daemon-json.ts";
import { type Fault, type FaultHost, RESET_FAILED, SEEN_MS } from "./fault.ts";

const FILE = "/etc/docker/daemon.json";
const KEPT = "/run/lab-daemon.json.kept";
const DROP_IN = "/run/systemd/system/docker.service.d/lab-start.conf";
// The last of three attempts, with the pauses between, and the longest that dockerd takes to give up by itself.
const GIVES_UP_MS = 90_000;

export interface StartFaultSpec {
  readonly id: ModeId;
  readonly part: PartId;
  /** daemon.json while it is broken. */
  readonly config?: unknown;
  /** A drop-in of docker.service while it is broken. */
  readonly dropIn?: string;
  /** Done while dockerd still runs. */
  readonly before?: string;
  /** Done while dockerd is stopped. */
  readonly setUp?: string;
  /** Takes `setUp` back; also when it was never done. */
  readonly tearDown?: string;
  /** Done once dockerd runs again. */
  readonly after?: string;
  readonly journal: RegExp | Readonly<Record<Engine, RegExp>>;
  /** Foghorn finds it in the files as well, before the next start: there is a variant where dockerd runs on. */
  readonly isInFiles?: boolean;
  /** What is done, for a fault that is not in the files. */
  readonly does?: string;
  /** Before dockerd itself gives up, beside the time in which it is then seen. */
  readonly givesUpAfterMs?: number;
  /** Beside daemon-down and systemd giving up. */
  readonly blast?: readonly ModeId[];
}

/** A fault that keeps dockerd from starting: everything is put in place while it is stopped, then it is started. */
export function startFault(spec: StartFaultSpec): Fault {
  const variants =
    spec.isInFiles === true
      ? { running: DAEMON_JSON_VARIANTS.running, start: DAEMON_JSON_VARIANTS.start }
      : { start: spec.does ?? "dockerd is stopped, the fault put in place, and dockerd started in vain" };
  return {
    id: spec.id,
    variants,
    break: async (host, variant) => {
      if (spec.before !== undefined) await host.sh(spec.before, { deadlineMs: 60_000 });
      if (variant !== "running") await stop(host);
      if (spec.setUp !== undefined) await host.sh(spec.setUp, { deadlineMs: 60_000 });
      host.begins();
      await writeFiles(host, spec);
      // What no file shows that Foghorn reads shows nowhere before dockerd is started.
      if (spec.isInFiles !== true) host.begins();
      if (variant !== "running") await startInVain(host);
    },
    verify: verifyDaemonJson,
    heal: async (host) => {
      await host.sh(
        `rm -f ${DROP_IN}
         if test -e ${KEPT}; then mv ${KEPT} ${FILE}; else rm -f ${FILE}; fi
         ${spec.tearDown ?? ":"}
         systemctl daemon-reload
         systemctl --quiet is-active docker.service || { ${RESET_FAILED}; systemctl start docker.socket docker.service; }
         ${spec.after ?? ":"}`,
        { deadlineMs: GIVES_UP_MS },
      );
    },
    expect: (variant, engine) => ({
      part: spec.part,
      seenWithinMs: SEEN_MS + (spec.givesUpAfterMs ?? 0),
      state: daemonJsonState(variant),
      ...(variant === "start"
        ? { journal: spec.journal instanceof RegExp ? spec.journal : spec.journal[engine] }
        : {}),
      api: daemonJsonApi(variant),
      blast: variant === "start" ? ["daemon-down", "daemon-start-limit-hit", ...(spec.blast ?? [])] : [],
    }),
  };
}

const stop = (host: FaultHost): Promise<string> =>
  host.sh("systemctl stop docker.socket docker.service", { deadlineMs: 60_000 });

async function writeFiles(host: FaultHost, { config, dropIn }: StartFaultSpec): Promise<void> {
  if (config !== undefined)
    await host.sh(`mkdir -p /etc/docker; test ! -e ${FILE} || cp -p ${FILE} ${KEPT}; cat > ${FILE}`, {
      input: `${JSON.stringify(config, undefined, 2)}\n`,
    });
  if (dropIn === undefined) return;
  await host.sh(
    `mkdir -p ${DROP_IN.slice(0, DROP_IN.lastIndexOf("/"))}; cat > ${DROP_IN}; systemctl daemon-reload`,
    {
      input: dropIn,
    },
  );
}

/** Starts dockerd and waits until systemd gave up on it. */
const startInVain = (host: FaultHost): Promise<string> =>
  host.sh(
    `${RESET_FAILED}
     systemctl start docker.service || true
     until test "$(systemctl show -P ActiveState docker.service)" = failed; do sleep 0.05; done`,
    { deadlineMs: GIVES_UP_MS },
  );
