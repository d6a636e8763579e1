import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FACT_NAMES } from "#lib/domain/readings.ts";
import type { Gate } from "#lib/engine/ports.ts";
import { API_CADENCE, FACT_CADENCE, INSPECT_DEADLINE_MS } from "#lib/engine/schedule.ts";
import type { AnswerOf } from "#lib/gate-protocol/answers.ts";
import type { OperationArgs, OperationName } from "#lib/gate-protocol/operations.ts";

export interface RecordOptions {
  readonly gate: Gate;
  /** Id under which the gate watches the host. */
  readonly hostId: string;
  /** One `<operation>.ndjson` per operation and `meta.json` are written here. */
  readonly dir: string;
  readonly durationMs: number;
  readonly signal?: AbortSignal;
}

/** One answer of the gate: `t` in ms since the start, the arguments without the host, and the value or the refusal. */
export type RecordedAnswer = { readonly t: number; readonly args: Readonly<Record<string, unknown>> } & (
  | { readonly value: unknown }
  | { readonly error: { readonly code: string; readonly message: string } }
);

const LOG_TAIL = 200;
const RETRY_MS = 1_000;

/**
 * Asks a gate about one host as often as Foghorn does, and writes down what it answers, for a replay
 * in front of the same engine. A host that breaks meanwhile is the point: failures are answers too,
 * and streams that end are opened again.
 */
export async function recordSession(options: RecordOptions): Promise<void> {
  mkdirSync(options.dir, { recursive: true });
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, ...(options.signal ? [options.signal] : [])]);
  const tape = createTape(options.dir);
  const timer = setTimeout(() => ending.abort(), options.durationMs);
  const reader = createReader(options, tape, signal);
  try {
    await Promise.all([
      reader.every("docker.ping", {}, API_CADENCE.ping),
      reader.every("docker.version", {}, API_CADENCE.version),
      reader.every("docker.info", {}, API_CADENCE.info),
      reader.every("docker.networks", {}, API_CADENCE.networks),
      ...FACT_NAMES.map((fact) => reader.every("host.fact", { fact }, FACT_CADENCE[fact])),
      reader.stream("spool.follow", {}),
      reader.status(),
      reader.containers(),
    ]);
  } finally {
    clearTimeout(timer);
    await tape.close({ hostId: options.hostId });
  }
}

interface Tape {
  /** Notes that the answer came now. */
  readonly note: (name: OperationName, args: Readonly<Record<string, unknown>>, outcome: object) => void;
  readonly close: (meta: Readonly<Record<string, unknown>>) => Promise<void>;
}

function createTape(dir: string): Tape {
  const startedAt = Date.now();
  const zero = performance.now();
  const files = new Map<OperationName, WriteStream>();
  return {
    note(name, args, outcome) {
      const file = files.get(name) ?? createWriteStream(join(dir, `${name}.ndjson`));
      files.set(name, file);
      file.write(`${JSON.stringify({ t: Math.round(performance.now() - zero), args, ...outcome })}\n`);
    },
    async close(meta) {
      const durationMs = Math.round(performance.now() - zero);
      writeFileSync(
        join(dir, "meta.json"),
        `${JSON.stringify({ schema: 1, startedAt, durationMs, ...meta })}\n`,
      );
      await Promise.all([...files.values()].map((file) => new Promise<void>((done) => file.end(done))));
    },
  };
}

interface Cadence {
  readonly everyMs: number;
  readonly deadlineMs: number;
}

function createReader({ gate, hostId }: RecordOptions, tape: Tape, signal: AbortSignal) {
  const ask = async <Name extends OperationName>(
    name: Name,
    args: Readonly<Record<string, unknown>>,
    deadlineMs: number,
  ): Promise<AnswerOf<Name> | undefined> => {
    try {
      const full = { host: hostId, ...args } as OperationArgs<Name>;
      const value = await gate.ask(name, full, { deadlineMs, signal });
      tape.note(name, args, { value });
      return value;
    } catch (error) {
      if (!signal.aborted) tape.note(name, args, { error: described(error) });
      return undefined;
    }
  };

  /** Follows a stream to the end of the recording; one that breaks off is opened again. */
  const stream = async <Name extends OperationName>(
    name: Name,
    args: Readonly<Record<string, unknown>>,
    isOver: (frame: AnswerOf<Name>) => boolean = () => false,
  ): Promise<void> => {
    while (!signal.aborted) {
      try {
        const full = (name === "gate.follow" ? args : { host: hostId, ...args }) as OperationArgs<Name>;
        for await (const value of gate.follow(name, full, { signal })) {
          tape.note(name, args, { value });
          if (isOver(value)) return;
        }
      } catch (error) {
        if (!signal.aborted) tape.note(name, args, { error: described(error) });
      }
      await pause(RETRY_MS, signal);
    }
  };

  const every = async (
    name: OperationName,
    args: Readonly<Record<string, unknown>>,
    { everyMs, deadlineMs }: Cadence,
  ): Promise<void> => {
    while (!signal.aborted) {
      const due = pause(everyMs, signal);
      await ask(name, args, deadlineMs);
      await due;
    }
  };

  /** The list of containers, an inspect of each after each list, and the lines of each for as long as it lives. */
  const containers = async (): Promise<void> => {
    const busy = new Map<string, Promise<unknown>>();
    const once = (key: string, work: () => Promise<unknown>): void => {
      if (busy.has(key)) return; // a call that hangs is not made twice
      busy.set(
        key,
        work().finally(() => busy.delete(key)),
      );
    };
    while (!signal.aborted) {
      const due = pause(API_CADENCE.containers.everyMs, signal);
      const list = await ask("docker.containers", {}, API_CADENCE.containers.deadlineMs);
      for (const { id, state } of list?.ok ? list.reading : []) {
        once(`inspect ${id}`, () => ask("docker.inspect", { id }, INSPECT_DEADLINE_MS));
        const args = { id, tail: LOG_TAIL, follow: true };
        if (state === "running") {
          once(`logs ${id}`, () => stream("container.logs", args, (frame) => frame.kind === "ended"));
        }
      }
      await due;
    }
    await Promise.all(busy.values());
  };

  return { every, stream, containers, status: () => stream("gate.follow", {}) };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

function described(error: unknown): { code: string; message: string } {
  const code =
    typeof error === "object" && error !== null && "code" in error ? String(error.code) : "internal";
  return { code, message: error instanceof Error ? error.message : String(error) };
}
