import type { ProcessReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
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

// Where the cgroup freezer holds a task, as docker pause has it.
const FREEZER = /refrigerator|freezer/;
// Where one that called vfork waits for its child: a SIGKILL ends that.
const FOR_ITS_CHILD = /^(?:kernel_clone|wait_for_vfork_done|_do_fork)$/;

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
    const all = fact?.fact.processes ?? [];
    const stuck = all.filter(
      (process) =>
        (fact?.at ?? 0) - (host.hangingSince.get(process.pid) ?? now) >= STUCK_MS &&
        !KERNEL_THREAD.test(process.command) &&
        !FOR_ITS_CHILD.test(process.waitChannel ?? "") &&
        !isFrozen(host, process, all, fact?.at ?? now),
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

/**
 * The freezer of cgroup v1 shows what it holds in state D, in the function in which it met it: that waits for nobody but
 * who thaws it. A container is paused only once all of it is held, so nothing of it can be stuck as well.
 */
function isFrozen(
  host: HostState,
  process: ProcessReading,
  all: readonly ProcessReading[],
  readAt: EpochMs,
): boolean {
  if (FREEZER.test(process.waitChannel ?? "")) return true;
  const id = containerOf(process, all);
  if (id === undefined) return false;
  const isPaused =
    host.lives.get(id)?.pausedAt !== undefined ||
    host.containers.lastGood?.reading.some((each) => each.id === id && each.state === "paused") === true;
  const sinceAt = readAt - STUCK_MS;
  return (
    isPaused ||
    host.happenings.some((each) => each.id === id && each.action === "unpause" && each.at >= sinceAt)
  );
}

const MOST_GENERATIONS = 16;

/** Whose shim it descends from, as far as its ancestors were read: those that wait in the kernel are. */
function containerOf(process: ProcessReading, all: readonly ProcessReading[]): ContainerId | undefined {
  let each: ProcessReading | undefined = process;
  for (let steps = 0; each !== undefined && steps < MOST_GENERATIONS; steps += 1) {
    if (isShim(each)) return each.containerId;
    const parentPid: number = each.parentPid;
    each = all.find(({ pid }) => pid === parentPid);
  }
  return undefined;
}

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
        const id = containerOf(process, all);
        return id === undefined ? [] : [nameOf(host, id)];
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
    summary: `${named(names) || "A process"} ${names.length > 1 ? "wait" : "waits"} in the kernel${where}, where as a rule no signal gets through, not even SIGKILL: mostly a disk or a network file system does not answer. Then kill and stop of it hang, and restarting dockerd does not help.`,
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
