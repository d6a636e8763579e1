import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import type { Evidence } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { isFailure } from "../shared/log-mode.ts";
import { listedText } from "../shared/running.ts";
import { toEvidence } from "../shared/text.ts";

// Some 40 when idle, some 10 for each container and each client that listens.
const GOROUTINES_BASE = 500;
const GOROUTINES_PER_CONTAINER = 30;
// Two descriptors for each goroutine that serves somebody.
const FILES_BASE = 1_000;
const FILES_PER_CONTAINER = 60;
// Over again at seven tenths.
const LOWER_EDGE = 0.7;
const INFO_FRESH_MS = 30 * SECOND_MS;
const LINES_MS = 5 * MINUTE_MS;

/** Calls that never end pile up in dockerd, each with its goroutine and its descriptors, until it has none left to accept with. */
export const daemonFdGoroutineLeak: Mode = {
  id: "daemon-fd-goroutine-leak",
  inputs: ["info", "journal-line"],
  windows: {
    // A burst of calls is no leak.
    raiseAfterMs: MINUTE_MS,
    raiseAfterReadings: 3,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 3,
  },
  judge: (host, now, open) => {
    const lines = linesWith(host, ["no-descriptor", "file-max"], now - LINES_MS).filter(isFailure);
    const counts = countsOf(host, now, open.length > 0 ? LOWER_EDGE : 1);
    const high = counts?.filter(({ isHigh }) => isHigh) ?? [];
    const newest = lines[0];
    if (newest === undefined && high.length === 0) {
      const canSay = counts !== undefined || (open[0]?.variant === "refused" && host.streams.journal.isOpen);
      return settled(open, "", canSay ? "passing" : "unknown", host.info.lastGood?.at ?? now);
    }
    const evidence: Evidence[] = [
      ...lines.slice(0, 3).map((line) => lineEvidence(line)),
      ...(counts ?? []).map(({ name, value, limit, at }) =>
        toEvidence(at, "GET /info", `${name} ${value}`, `${value} ${name}, limit ${limit}`),
      ),
    ];
    const isRefused = newest !== undefined;
    return [
      {
        subject: "",
        verdict: "failing",
        variant: isRefused ? "refused" : "many",
        severity: isRefused ? "page" : "ticket",
        part: "dockerd",
        title: isRefused ? "No file descriptor left" : "Calls pile up in dockerd",
        summary: isRefused
          ? "The engine has no file descriptor left: it can accept no call and start nothing. Mostly a client that opens streams and never closes them."
          : `dockerd holds ${high.map(({ name, value }) => `${value} ${name}`).join(" and ")}, far more than its containers need: calls hang, or a client does not close what it opened.`,
        readAt: newest === undefined ? (high[0]?.at ?? now) : Math.min(newest.line.sourceAt, now),
        evidence,
        blast: {
          affected: [
            isRefused ? "New calls and starts fail" : "Memory of dockerd grows; in the end new calls fail",
          ],
          parts: isRefused ? ["sock", "callers"] : [],
          notAffected: listedText(host, now),
        },
        facts: { unit: "docker.service" },
        ...(isRefused && { raiseAfterMs: 0 }),
      },
    ];
  },
};

interface Count {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly isHigh: boolean;
  readonly at: EpochMs;
}

function countsOf(host: HostState, now: EpochMs, edge: number): readonly Count[] | undefined {
  const last = host.info.lastGood;
  if (last === undefined || now - last.at > INFO_FRESH_MS) return undefined;
  const { goroutines, openFiles, containersRunning } = last.reading;
  const count = (name: string, value: number | undefined, limit: number): readonly Count[] =>
    value === undefined ? [] : [{ name, value, limit, isHigh: value > limit * edge, at: last.at }];
  return [
    ...count("goroutines", goroutines, GOROUTINES_BASE + GOROUTINES_PER_CONTAINER * containersRunning),
    ...count("descriptors", openFiles, FILES_BASE + FILES_PER_CONTAINER * containersRunning),
  ];
}
