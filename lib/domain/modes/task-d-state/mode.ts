import type { ProcessReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { freshFact, isShim } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { type FoundLine, lineEvidence, linesWith } from "../shared/log-lines.ts";
import { nameOf } from "../shared/running.ts";
import { counted, durationText, named, toEvidence } from "../shared/text.ts";

// Three readings, one every 4 s: a moment in state D is a read of the disk.
const STUCK_MS = 8 * SECOND_MS;
// The kernel says it again every two minutes while it lasts.
const LINE_MS = 3 * MINUTE_MS;
// What the kernel does for itself waits for disks all the time.
const KERNEL_THREAD =
  /^(?:kworker|jbd2|md\d|loop\d|xfsaild|txg_|z_|dmcrypt|kswapd|kcompactd|khugepaged|writeback)/;
const ENGINE = /^(?:dockerd|containerd)/;

/** A process waits in the kernel and no signal reaches it: a disk, a network file system or a frozen one does not answer. */
export const taskDState: Mode = {
  id: "task-d-state",
  inputs: ["fact", "journal-line"],
  windows: {
    // The readings before were waited for.
    raiseAfterMs: 0,
    raiseAfterReadings: 1,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 3,
  },
  judge: (host, now, open) => {
    const fact = freshFact(host, "processes", now);
    const stuck = (fact?.fact.processes ?? []).filter(
      ({ pid, command }) =>
        (fact?.at ?? 0) - (host.hangingSince.get(pid) ?? now) >= STUCK_MS && !KERNEL_THREAD.test(command),
    );
    const lines = linesWith(host, ["hung-task"], now - LINE_MS).filter(
      ({ marked }) => !KERNEL_THREAD.test(marked.values[0] ?? ""),
    );
    if (stuck.length === 0 && lines.length === 0) {
      const canSay = fact !== undefined || host.streams.journal.isOpen;
      return settled(open, "", canSay ? "passing" : "unknown", fact?.at ?? now);
    }
    return [judgeStuck(host, stuck, lines, fact?.at ?? now, now)];
  },
};

function judgeStuck(
  host: HostState,
  stuck: readonly ProcessReading[],
  lines: readonly FoundLine[],
  at: EpochMs,
  now: EpochMs,
): Judgement {
  const all = freshFact(host, "processes", now)?.fact.processes ?? [];
  const containers = [
    ...new Set(
      stuck.flatMap((process) => {
        const shim = isShim(process) ? process : all.find(({ pid }) => pid === process.parentPid);
        return shim?.containerId === undefined ? [] : [nameOf(host, shim.containerId)];
      }),
    ),
  ];
  const names = [
    ...new Set([
      ...stuck.map(({ command }) => command),
      ...lines.map(({ marked }) => marked.values[0] ?? ""),
    ]),
  ].filter((name) => name !== "");
  const isEngine = names.some((name) => ENGINE.test(name));
  const channels = [...new Set(stuck.flatMap(({ waitChannel }) => (waitChannel ? [waitChannel] : [])))];
  const where = channels.length === 0 ? "" : ` (${named(channels)})`;
  const since = stuck.map(({ pid }) => host.hangingSince.get(pid) ?? at);
  return {
    subject: "",
    verdict: "failing",
    severity: isEngine || containers.length > 1 ? "page" : "ticket",
    part: "kernel",
    title: "Process waits in the kernel",
    summary: `${named(names) || "A process"} ${names.length > 1 ? "wait" : "waits"} in the kernel${where}, and no signal gets through, not even SIGKILL: a disk or a network file system does not answer. Kill and stop of it hang, and restarting dockerd does not help.`,
    readAt: stuck.length > 0 ? at : Math.min(lines[0]?.line.sourceAt ?? at, now),
    sinceAt: Math.min(...since, ...lines.map(sinceOfLine), at),
    evidence: evidenceOf(host, stuck, lines, at),
    blast: {
      affected: [
        containers.length > 0 ? `Stop and kill of ${named(containers)} hang` : "Stop and kill of it hang",
        ...(isEngine ? ["Calls that need the same file system wait"] : []),
      ],
      parts: isEngine ? ["dockerd", "disk"] : ["disk"],
      notAffected: [],
    },
    facts: {
      ...(stuck[0] !== undefined && { pid: String(stuck[0].pid) }),
      ...(channels[0] !== undefined && { waitChannel: channels[0] }),
      processes: counted(stuck.length, "process", "processes"),
    },
  };
}

/** "blocked for more than 122 seconds" is said at the end of them. */
const sinceOfLine = ({ line, marked }: FoundLine): EpochMs =>
  line.sourceAt - Number(marked.values[2] ?? 0) * SECOND_MS;

function evidenceOf(
  host: HostState,
  stuck: readonly ProcessReading[],
  lines: readonly FoundLine[],
  at: EpochMs,
): readonly Evidence[] {
  const processes = stuck.slice(0, 5).map(({ pid, command, state, waitChannel }) => {
    const forMs = at - (host.hangingSince.get(pid) ?? at);
    return toEvidence(
      at,
      "ps",
      `${command} pid ${pid}, state ${state}${waitChannel ? `, ${waitChannel}` : ""}`,
      `${command} ${pid}: state D for ${durationText(forMs)}, usual none`,
    );
  });
  return [...processes, ...lines.slice(0, 3).map((line) => lineEvidence(line))];
}
