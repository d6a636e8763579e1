import { randomUUID } from "node:crypto";
import type { GateStatus } from "../gate-protocol/answers.ts";
import { createActionDesk } from "./actions/action-desk.ts";
import { openActionKeys } from "./actions/action-keys.ts";
import { openHostChannel } from "./channel/open.ts";
import { createDaemonSource, type DaemonSource } from "./daemon-source.ts";
import type { GateEnvironment } from "./environment.ts";
import { type GateLog, openGateLog } from "./gate-log.ts";
import { createHostSet } from "./hosts/host-set.ts";
import { redactionKey } from "./redaction-key.ts";
import { listenForOperations } from "./server.ts";
import type { GateServices } from "./services.ts";

export interface RunningGate {
  readonly services: GateServices;
  /** SIGHUP: reads foghorn.yaml again. */
  readonly reread: () => Promise<void>;
  readonly close: (reason: string) => Promise<void>;
}

// Channels change state in bursts while they connect: one frame of gate.follow is enough for all of it.
const CHANGE_DELAY_MS = 50;

function createChanges(): { readonly tell: () => void; readonly on: GateServices["onStatusChange"] } {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  return {
    tell() {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const listener of listeners) listener();
      }, CHANGE_DELAY_MS);
      timer.unref();
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Everything of the gate, in order; `close` takes it down in reverse. Throws when it cannot listen or log. */
export async function createGate(
  environment: GateEnvironment,
  options: {
    readonly version: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly now?: () => number;
    readonly runDir?: string;
  },
): Promise<RunningGate> {
  const { socketPath, configFile, stateDir, runtimeDir, sshConfigFile, homeDir } = environment;
  const now = options.now ?? Date.now;
  const startedAt = now();
  const epoch = randomUUID();
  const log: GateLog = openGateLog(stateDir, now);
  const changes = createChanges();
  const hosts = createHostSet({
    openChannel: (address) => openHostChannel(address, { runtimeDir, stateDir }),
    stateDir,
    redactionKey: redactionKey(stateDir),
    epoch,
    gateStartedAt: startedAt,
    now,
    onChange: changes.tell,
  });
  const actions = createActionDesk(log, openActionKeys(stateDir, now), now);
  const found: { source?: DaemonSource } = {};

  const status = (): GateStatus => ({
    version: options.version,
    epoch,
    startedAt,
    configProblems: [],
    discovery: [],
    ...found.source?.state(),
    hosts: hosts.all().map((host) => {
      const allowed = actions.allowedOn(host.address.id);
      return { ...host.describe(), ...(allowed.length > 0 && { actions: allowed }) };
    }),
  });
  const services: GateServices = { hosts, actions, status, onStatusChange: changes.on };

  const server = await listenForOperations({ socketPath, services, log });
  // Only who has the socket; nothing is allowed before the configuration is read.
  actions.recall();
  log.write({ kind: "started", version: options.version, epoch, socketPath });
  found.source = await createDaemonSource({
    configFile,
    discovery: {
      env: options.env,
      homeDir,
      ...(sshConfigFile === undefined ? {} : { sshConfigFile }),
      runDir: options.runDir ?? "/run",
    },
    hosts,
    actions,
    log,
    now,
    onChange: changes.tell,
  });
  const { source } = found;

  return {
    services,
    reread: () => source.reread(),
    async close(reason) {
      source.stop();
      await Promise.all([server.close(), hosts.close()]);
      log.write({ kind: "stopped", reason });
      log.close();
    },
  };
}
