import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { FoghornError } from "../../domain/errors.ts";
import type { Clock, Gate } from "../../engine/ports.ts";
import type { AnswerOf, SpoolFrame } from "../../gate-protocol/answers.ts";
import type { OperationArgs, OperationName } from "../../gate-protocol/operations.ts";
import { RECORDING_FORMAT, type RecordingHead, type RecordingLine, recordingKey } from "./format.ts";

type TimedLine = Exclude<RecordingLine, RecordingHead>;

export interface Replay {
  readonly head: RecordingHead;
  readonly gate: Gate;
  /** The clock of the recorded session; it stops at its end. */
  readonly clock: Clock;
}

/**
 * Opens a recording and plays it once, from now. Answers are those that the real gate gave last before the
 * same moment of the session. Throws `invalid-input` when the file is not a recording.
 */
export async function openReplay(file: string, realNow: () => number): Promise<Replay> {
  const { head, lines } = await readRecording(file);
  const startedAt = realNow();
  const elapsed = () => Math.min(realNow() - startedAt, head.durationMs);
  const clock: Clock = { now: () => head.recordedAt + elapsed() };
  return { head, clock, gate: replayGate(lines, elapsed) };
}

/** Head and timed lines, in order. Throws `invalid-input` when the file is not a recording. */
export async function readRecording(
  file: string,
): Promise<{ head: RecordingHead; lines: readonly TimedLine[] }> {
  const text = (await promisify(gunzip)(await readFile(file))).toString("utf8");
  const all = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as RecordingLine);
  const head = all.find((line) => line.kind === "head");
  if (head === undefined || head.format !== RECORDING_FORMAT) {
    throw new FoghornError("invalid-input", `${file} is not a recording of format ${RECORDING_FORMAT}.`);
  }
  const lines = all.filter((line) => line.kind !== "head").toSorted((a, b) => a.t - b.t);
  return { head, lines };
}

function replayGate(lines: readonly TimedLine[], elapsed: () => number): Gate {
  const answers = groupBy(
    lines.filter((line) => line.kind === "answer"),
    (line) => line.key,
  );
  const streams = groupBy(
    lines.filter((line) => line.kind === "frames"),
    (line) => line.key,
  );
  const statuses = lines.filter((line) => line.kind === "status");
  const spools = groupBy(
    lines.filter((line) => line.kind === "spool"),
    (line) => line.host,
  );
  const epoch = statuses[0]?.status.epoch ?? "recording";

  async function* play<Line extends TimedLine>(
    timed: readonly Line[],
    signal: AbortSignal,
  ): AsyncGenerator<Line> {
    for (const line of timed) {
      while (!signal.aborted && elapsed() < line.t) await delay(Math.min(line.t - elapsed(), 250), signal);
      if (signal.aborted) return;
      yield line;
    }
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  }

  return {
    async ask(name, args) {
      if (name === "spool.ack") return { ok: true } as AnswerOf<typeof name>;
      const known = answers.get(recordingKey(name, args)) ?? [];
      const t = elapsed();
      const last = known.findLast((line) => line.t <= t) ?? known[0];
      if (last === undefined) throw new FoghornError("gate-down", "The recording has no answer to this.");
      return last.answer as AnswerOf<typeof name>;
    },
    follow: (name, args, { signal }) => follow(name, args, signal),
  };

  async function* follow<Name extends OperationName>(
    name: Name,
    args: OperationArgs<Name>,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerOf<Name>> {
    if (name === "gate.follow") {
      for await (const line of play(statuses, signal)) yield line.status as AnswerOf<Name>;
      return;
    }
    if (name === "spool.follow") {
      const { host } = args as { host: string };
      const position: SpoolFrame = {
        kind: "position",
        epoch,
        seq: 0,
        droppedCount: 0,
        gateStartedAt: 0,
        streams: [],
      };
      yield position as AnswerOf<Name>;
      for await (const line of play(spools.get(host) ?? [], signal)) {
        yield { kind: "records", records: line.records } as AnswerOf<Name>;
      }
      return;
    }
    const key = recordingKey(name, args as Record<string, unknown>);
    const t = elapsed();
    const known = streams.get(key) ?? [];
    const stream = known.findLast((line) => line.t <= t) ?? known[0];
    for (const frame of stream?.frames ?? []) yield frame as AnswerOf<Name>;
  }
}

function groupBy<Line>(
  lines: readonly Line[],
  key: (line: Line) => string,
): ReadonlyMap<string, readonly Line[]> {
  return Map.groupBy(lines, key);
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
