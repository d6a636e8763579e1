import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { createGzip } from "node:zlib";
import { FACT_NAMES } from "#lib/domain/facts.ts";
import type { Gate } from "#lib/engine/ports.ts";
import {
  API_CADENCE,
  type Cadence,
  DISK_USAGE_CADENCE,
  FACT_CADENCE,
  INSPECT_DEADLINE_MS,
} from "#lib/engine/schedule.ts";
import type { AnswerOf } from "#lib/gate-protocol/answers.ts";
import type { OperationArgs, OperationName } from "#lib/gate-protocol/operations.ts";
import { RECORDING_FORMAT, type RecordingLine } from "#lib/runtime/recording/format.ts";
import { recordGate } from "#lib/runtime/recording/record.ts";

export interface RecordOptions {
  /** What is asked; every answer goes into the recording. */
  readonly gate: Gate;
  /** Ids under which the gate watches the hosts. */
  readonly hostIds: readonly string[];
  /** `session.ndjson.gz` is written here. */
  readonly dir: string;
  /** How long to record. Interrupted earlier, the recording stays usable to that moment. */
  readonly durationMs: number;
  readonly signal?: AbortSignal;
}

const LOG_TAIL = 200;
const LOG_EVERY_MS = 10_000;
const LOG_READ_MS = 1_000; // a followed log that stays silent this long has given its last lines
const RETRY_MS = 1_000;
const RARELY_MS = 45_000; // a session is minutes long: what is asked for once in hours is asked within it

/**
 * Asks a gate about hosts as often as Foghorn does and keeps its answers, in the form that `npm run demo`
 * replays. A host that breaks meanwhile is the point: what the gate says of it is kept, and streams that
 * end are opened again. Gives the path of the recording.
 */
export async function recordSession(options: RecordOptions): Promise<string> {
  const { hostIds, dir, durationMs } = options;
  const signal = AbortSignal.any([
    AbortSignal.timeout(durationMs),
    ...(options.signal ? [options.signal] : []),
  ]);
  mkdirSync(dir, { recursive: true });
  const file = join(dir, "session.ndjson.gz");
  const tape = createGzip();
  const written = pipeline(tape, createWriteStream(file));
  const put = (line: RecordingLine): void => void tape.write(`${JSON.stringify(line)}\n`);
  const recordedAt = Date.now();
  put({ kind: "head", format: RECORDING_FORMAT, name: hostIds.join(", "), recordedAt, durationMs });
  const gate = recordGate(options.gate, recordedAt, put, Date.now);
  await Promise.all([
    follow(gate, "gate.follow", {}, signal),
    ...hostIds.map((host) => recordHost(gate, host, signal)),
  ]);
  tape.end();
  await written;
  return file;
}

const withinSession = (cadence: Cadence): Cadence => ({
  ...cadence,
  everyMs: Math.min(cadence.everyMs, RARELY_MS),
});

async function recordHost(gate: Gate, host: string, signal: AbortSignal): Promise<void> {
  const every = (name: OperationName, args: object, cadence: Cadence): Promise<void> =>
    repeat(cadence.everyMs, signal, () => ask(gate, name, { host, ...args }, cadence.deadlineMs, signal));
  await Promise.all([
    every("docker.ping", {}, API_CADENCE.ping),
    every("docker.version", {}, API_CADENCE.version),
    every("docker.info", {}, API_CADENCE.info),
    every("docker.networks", {}, API_CADENCE.networks),
    every("docker.disk-usage", {}, withinSession(DISK_USAGE_CADENCE)),
    ...FACT_NAMES.map((fact) => every("host.fact", { fact }, withinSession(FACT_CADENCE[fact]))),
    follow(gate, "spool.follow", { host }, signal),
    recordJournal(gate, host, signal),
    recordContainers(gate, host, signal),
  ]);
}

const recordJournal = (gate: Gate, host: string, signal: AbortSignal): Promise<void> =>
  repeat(LOG_EVERY_MS, signal, () =>
    ask(gate, "journal.read", { host, beforeAt: Date.now(), limit: LOG_TAIL }, INSPECT_DEADLINE_MS, signal),
  );

/** The list of containers, an inspect of each after each list, and now and then the last lines of each. */
async function recordContainers(gate: Gate, host: string, signal: AbortSignal): Promise<void> {
  const busy = new Map<string, Promise<unknown>>();
  const once = (key: string, work: () => Promise<unknown>): void => {
    if (busy.has(key)) return; // a call that hangs is not made twice
    busy.set(
      key,
      work().finally(() => busy.delete(key)),
    );
  };
  await repeat(API_CADENCE.containers.everyMs, signal, async () => {
    const list = await ask(gate, "docker.containers", { host }, API_CADENCE.containers.deadlineMs, signal);
    for (const { id } of list?.ok ? list.reading : []) {
      once(`inspect ${id}`, () => ask(gate, "docker.inspect", { host, id }, INSPECT_DEADLINE_MS, signal));
      once(`logs ${id}`, async () => {
        // Both ways a log is asked for: as a screen follows it, and as evidence is taken.
        for (const isFollowed of [true, false])
          await readLog(gate, { host, id, tail: LOG_TAIL, follow: isFollowed }, signal);
        await pause(LOG_EVERY_MS, signal);
      });
    }
  });
  await Promise.all(busy.values());
}

async function readLog(
  gate: Gate,
  args: OperationArgs<"container.logs">,
  signal: AbortSignal,
): Promise<void> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(LOG_READ_MS)]);
  await drain(gate, "container.logs", args, ends);
}

/** Follows a stream to the end of the recording; one that breaks off is opened again. */
async function follow<Name extends OperationName>(
  gate: Gate,
  name: Name,
  args: OperationArgs<Name>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await drain(gate, name, args, signal);
    await pause(RETRY_MS, signal);
  }
}

/** Reads a stream for the sake of the recording alone. A refusal or a break is nothing to keep. */
async function drain<Name extends OperationName>(
  gate: Gate,
  name: Name,
  args: OperationArgs<Name>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const frames = gate.follow(name, args, { signal })[Symbol.asyncIterator]();
    while (!(await frames.next()).done);
  } catch {
    // The gate's own status says why; a stream goes on when it can be opened again.
  }
}

/** One question. Undefined when the gate refused it or gave no answer in time: a recording holds answers only. */
async function ask<Name extends OperationName>(
  gate: Gate,
  name: Name,
  args: object,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<AnswerOf<Name> | undefined> {
  try {
    // The gate keeps the engine's deadline itself and answers "timeout"; this one is for the gate.
    return await gate.ask(name, args as OperationArgs<Name>, { deadlineMs: deadlineMs + RETRY_MS, signal });
  } catch {
    return undefined;
  }
}

async function repeat(everyMs: number, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    const due = pause(everyMs, signal);
    await work();
    await due;
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
