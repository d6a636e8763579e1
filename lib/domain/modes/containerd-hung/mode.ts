import type { HostState, ProbeTry } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { countedSince } from "../shared/counted-since.ts";
import { failuresInARow, quickPingBeside, sightOfEngine } from "../shared/engine-sight.ts";
import { processOf, unitOf, unitText } from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { LIST_FRESH_MS, listedText, runOnText } from "../shared/running.ts";
import { counted, durationText, silenceText, toEvidence } from "../shared/text.ts";

// An answer slower than this is none to build on.
const RECOVERED_MS = 2 * SECOND_MS;
const INFO_FRESH_MS = 30 * SECOND_MS;

/** dockerd answers by itself, and whatever it must ask containerd for does not come back. */
export const containerdHung: Mode = {
  id: "containerd-hung",
  inputs: ["info", "version", "ping", "fact"],
  windows: {
    // /info silent for 5 s twice in a row, with quick pings beside it.
    raiseAfterMs: 5 * SECOND_MS,
    raiseAfterReadings: 2,
    // Three quick answers, one every 4 s.
    clearAfterMs: 8 * SECOND_MS,
    clearAfterReadings: 3,
  },
  judge: (host, now, open) => {
    const info = host.info.tries.at(-1);
    const sight = sightOfEngine(host, now);
    if (info === undefined || now - info.at > INFO_FRESH_MS) return settled(open, "", "unknown", now);
    if (info.ok) {
      if (info.durationMs >= RECOVERED_MS) return [];
      return settled(open, "", "passing", info.at, [
        toEvidence(info.at, "GET /info", "200", `/info answers in ${durationText(info.durationMs)}`),
      ]);
    }
    const ping = info.failure === "timeout" ? quickPingBeside(host, info) : undefined;
    // Without an answer of dockerd itself in the same time it is not containerd that is known to hang.
    if (ping === undefined || sight.kind !== "answers") return settled(open, "", "unknown", info.at);
    const containerd = unitOf(host, "containerd.service", now)?.reading;
    // A containerd that is gone refuses at once; then /info would be quick.
    if (containerd !== undefined && containerd.activeState !== "active")
      return settled(open, "", "unknown", info.at);
    if (!isForContainerd(host, info, now)) return settled(open, "", "unknown", info.at);
    return [judgeHung(host, info, ping, openOf(open, ""), now)];
  },
};

/**
 * /info waits for other things too (20.10 lets it wait while a registry's name is looked up). /version, asked beside
 * it, waits for containerd alone; a process that is stopped needs no such proof.
 */
function isForContainerd(host: HostState, info: ProbeTry, now: EpochMs): boolean {
  const beside = versionBeside(host, info);
  if (beside !== undefined) return beside.failure === "timeout";
  const state = processOf(host, "containerd", now)?.reading?.state.toUpperCase() ?? "";
  return /^[TD]/.test(state) || failuresInARow(host.info) > 1;
}

/** The /version that was asked while this /info waited, once it is known how it ended. */
const versionBeside = (host: HostState, { at: infoAt, durationMs: infoMs }: ProbeTry): ProbeTry | undefined =>
  host.version.tries.findLast(({ at, durationMs }) => at - durationMs >= infoAt - infoMs);

function judgeHung(
  host: HostState,
  info: ProbeTry,
  ping: ProbeTry,
  symptom: Symptom | undefined,
  now: EpochMs,
): Judgement {
  const process = processOf(host, "containerd", now)?.reading;
  const isStopped = process?.state.toUpperCase().startsWith("T") === true;
  const why = isStopped
    ? "; its process is stopped (state T)"
    : process?.state.startsWith("D")
      ? "; its process waits in the kernel (state D)"
      : "";
  const first = host.info.tries.find(({ at }) => at === host.info.failingSinceAt) ?? info;
  return {
    subject: "",
    verdict: "failing",
    severity: "page",
    part: "containerd",
    title: "containerd hung",
    summary: `Docker answers simple questions, but nothing can be started or stopped on this host: dockerd is alive and waits for containerd (/_ping answers, /info, which asks containerd, never comes back)${why}.`,
    readAt: info.at,
    sinceAt: first.at - first.durationMs,
    evidence: evidenceOf(host, info, ping, countedSince(host, symptom), now),
    blast: {
      affected: [
        "start, stop, exec, top and stats of every container wait",
        "Exits are learnt late, health results stand still",
      ],
      // Shims hold the containers without it.
      parts: ["dockerd", "sock", "callers"],
      notAffected: notAffectedOf(host, now),
    },
    facts: {
      unit: "containerd.service",
      ...(process && { pid: String(process.pid), processState: process.state }),
    },
  };
}

function notAffectedOf(host: HostState, now: EpochMs): readonly string[] {
  const list = host.containers.tries.at(-1);
  const lists = list?.ok && now - list.at <= LIST_FRESH_MS ? ["Container list and inspect answer"] : [];
  const running = runOnText(host, now);
  return [...lists, ...(running.length > 0 ? running : listedText(host, now))];
}

function evidenceOf(
  host: HostState,
  info: ProbeTry,
  ping: ProbeTry,
  since: string,
  now: EpochMs,
): readonly Evidence[] {
  const times = failuresInARow(host.info);
  const found: Evidence[] = [
    toEvidence(
      info.at,
      "GET /info",
      info.message ?? "timeout",
      `/info ${silenceText(info.durationMs)}, ${counted(times, "time")}${since === "" ? `; /_ping ${durationText(ping.durationMs)}` : since}`,
    ),
    toEvidence(ping.at, "GET /_ping", "OK", `/_ping ${durationText(ping.durationMs)}`),
  ];
  const version = versionBeside(host, info);
  if (version !== undefined)
    found.push(
      toEvidence(
        version.at,
        "GET /version",
        version.message ?? "timeout",
        `/version ${silenceText(version.durationMs)}`,
      ),
    );
  const list = host.containers.tries.at(-1);
  if (list?.ok)
    found.push(toEvidence(list.at, "GET /containers/json", "200", `list ${durationText(list.durationMs)}`));
  const process = processOf(host, "containerd", now);
  if (process?.reading !== undefined) {
    const { pid, state, waitChannel } = process.reading;
    const reading = `containerd pid ${pid}, state ${state}${waitChannel ? `, ${waitChannel}` : ""}`;
    found.push(toEvidence(process.at, "ps containerd", reading, reading));
  }
  const unit = unitOf(host, "containerd.service", now);
  if (unit !== undefined)
    found.push(
      toEvidence(
        unit.at,
        "systemctl show containerd.service",
        unitText(unit.reading),
        `containerd.service ${unitText(unit.reading)}`,
      ),
    );
  return found;
}
