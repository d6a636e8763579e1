import type { ProcessReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { countedSince } from "../shared/counted-since.ts";
import { type EngineSight, sightOfEngine } from "../shared/engine-sight.ts";
import { freshFact, processOf, socketOf, unitOf, unitText } from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { runOnText } from "../shared/running.ts";
import { counted, durationText, percentText, silenceText, toEvidence } from "../shared/text.ts";

type Silent = Extract<EngineSight, { kind: "silent" }>;

// Slower than this is an answer, but no sign of recovery.
const RECOVERED_MS = SECOND_MS;
// Above it a silent daemon may be starved, not stuck.
const HIGH_PRESSURE_RATIO = 0.4;

/** The socket accepts and nothing ever comes back. One slow answer is not a hang; one that never came is. */
export const daemonHung: Mode = {
  id: "daemon-hung",
  inputs: ["ping", "fact"],
  windows: {
    // Three timeouts in half a minute: each took its 5 s, so the third ends at least 10 s after the first.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 3,
    // Five quick answers in a row, one every 2 s.
    clearAfterMs: 8 * SECOND_MS,
    clearAfterReadings: 5,
  },
  judge: (host, now, open) => {
    const sight = sightOfEngine(host, now);
    switch (sight.kind) {
      case "silent":
        return [judgeSilent(host, sight, openOf(open, ""), now)];
      case "answers":
        if (sight.durationMs >= RECOVERED_MS) return [];
        return settled(open, "", "passing", sight.readAt, [
          toEvidence(
            sight.readAt,
            "GET /_ping",
            sight.status,
            `/_ping answers in ${durationText(sight.durationMs)}`,
          ),
        ]);
      default:
        return settled(open, "", "unknown", sight.readAt);
    }
  },
};

// What dockerd does for containers that run: a stopped process does none of it, one that waits for a lock may.
const STOPPED_WITH_IT = [
  "Names on user networks: dockerd itself answers 127.0.0.11",
  "Logs of containers stand still; one that writes much waits as soon as its pipe is full",
];

function judgeSilent(host: HostState, sight: Silent, symptom: Symptom | undefined, now: EpochMs): Judgement {
  const process = stuckPart(host, now);
  const isStopped = process !== undefined && variantOf(process) === "process-stopped";
  return {
    subject: "",
    verdict: "failing",
    ...(process && { variant: variantOf(process) }),
    severity: "page",
    part: "dockerd",
    title: "dockerd hung",
    summary: `Docker takes calls and answers none, not even a ping: nothing can be started, stopped or deployed on this host. dockerd itself hangs, not containerd or one container${whyOf(process)}.`,
    readAt: sight.readAt,
    sinceAt: sight.sinceAt,
    evidence: evidenceOf(host, sight, countedSince(host, symptom), now),
    blast: {
      affected: [
        "docker CLI, compose, CI jobs and every other caller wait",
        "Restart policies and health checks are not acted on",
        ...(isStopped ? STOPPED_WITH_IT : []),
      ],
      parts: ["sock", "callers", ...(isStopped ? (["dns", "log"] as const) : [])],
      notAffected: runOnText(host, now),
    },
    facts: {
      ...(process && { pid: String(process.pid), processState: process.state }),
      ...(process?.waitChannel && { waitChannel: process.waitChannel }),
      unit: "docker.service",
    },
  };
}

/** The process, or the thread of it that waits in the kernel: one such thread can hold the lock all others want. */
function stuckPart(host: HostState, now: EpochMs): ProcessReading | undefined {
  const process = processOf(host, "dockerd", now)?.reading;
  const all = freshFact(host, "processes", now)?.fact.processes ?? [];
  const thread = all.find(({ parentPid, state }) => parentPid === process?.pid && state.startsWith("D"));
  return process?.state.startsWith("S") === true ? (thread ?? process) : process;
}

/** T: stopped by a signal or a debugger. D: waits in the kernel. Else: a lock or a loop of its own. */
function variantOf(process: ProcessReading): string {
  if (process.state.startsWith("T") || process.state.startsWith("t")) return "process-stopped";
  return process.state.startsWith("D") ? "waits-in-kernel" : "runs";
}

function whyOf(process: ProcessReading | undefined): string {
  if (process === undefined) return "";
  switch (variantOf(process)) {
    case "process-stopped":
      return "; its process is stopped (state T): somebody sent SIGSTOP, or a debugger holds it";
    case "waits-in-kernel":
      return `; it waits in the kernel${process.waitChannel ? ` in ${process.waitChannel}` : ""} (state D): look at disk and network file systems`;
    default:
      return "";
  }
}

function evidenceOf(host: HostState, sight: Silent, since: string, now: EpochMs): readonly Evidence[] {
  const found: Evidence[] = [
    toEvidence(
      sight.readAt,
      "GET /_ping",
      host.ping.tries.at(-1)?.message ?? "timeout",
      `/_ping ${silenceText(sight.waitedMs)}, ${counted(sight.tries, "time")}${since}`,
    ),
  ];
  const process = stuckPart(host, now);
  if (process !== undefined) {
    const { pid, state, waitChannel } = process;
    const reading = `dockerd pid ${pid}, state ${state}${waitChannel ? `, ${waitChannel}` : ""}`;
    found.push(toEvidence(host.facts.processes.last?.at ?? sight.readAt, "ps dockerd", reading, reading));
  }
  const socket = socketOf(host, now);
  if (socket?.reading.queued !== undefined)
    found.push(
      toEvidence(
        socket.at,
        "ss -xl",
        `Recv-Q ${socket.reading.queued}`,
        `${counted(socket.reading.queued, "call")} in the listen queue${socket.reading.queued > 0 ? ", Foghorn's own too" : ""}; usual 0`,
      ),
    );
  const unit = unitOf(host, "docker.service", now);
  if (unit !== undefined)
    found.push(
      toEvidence(
        unit.at,
        "systemctl show docker.service",
        unitText(unit.reading),
        `docker.service ${unitText(unit.reading)}`,
      ),
    );
  return [...found, ...pressureOf(host, now)];
}

/** A starved machine looks like a hang: say so where the kernel says so. */
function pressureOf(host: HostState, now: EpochMs): readonly Evidence[] {
  const fact = freshFact(host, "pressure", now);
  if (fact === undefined) return [];
  const { ioSomeRatio, memorySomeRatio } = fact.fact.pressure;
  const high = [
    ["io", ioSomeRatio],
    ["memory", memorySomeRatio],
  ] as const;
  return high.flatMap(([name, ratio]) =>
    ratio !== undefined && ratio >= HIGH_PRESSURE_RATIO
      ? [
          toEvidence(
            fact.at,
            `/proc/pressure/${name}`,
            `some avg10=${ratio}`,
            `${name} pressure ${percentText(ratio)} of 10 s`,
          ),
        ]
      : [],
  );
}
