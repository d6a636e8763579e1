import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { ACTION_OUTCOMES, type ActionOutcome } from "../../domain/action.ts";
import { isNotThere } from "../not-there.ts";

/*
 * Keys of the actions this gate began, in a file that only its user reads and writes: a key that was begun is begun
 * for good, also when the gate is killed before it hears what became of it. One line each, appended; the oldest are
 * dropped when the file is written anew.
 */

export interface ActionKeys {
  /** Reads what an earlier gate left; to be called by the one that has the socket. Throws when it cannot. */
  readonly recall: () => void;
  /** running: begun by this process, without an end so far. unknown also for what an earlier one began and never ended. */
  readonly stateOf: (key: string) => ActionOutcome | "running" | undefined;
  /** Durable on return. Throws when it cannot be written: then nothing may be run. */
  readonly begin: (key: string) => void;
  readonly end: (key: string, outcome: ActionOutcome) => void;
  /** Times of those begun after `at`, oldest first. */
  readonly begunAfter: (at: number) => readonly number[];
  /** Begun by an earlier gate that did not hear of their end. */
  readonly lost: () => readonly string[];
}

interface Begun {
  readonly at: number;
  readonly outcome?: ActionOutcome;
  readonly isOurs: boolean;
}

/** At ten a minute more than an hour and a half; who sends an older one could make a new one as well. */
const KEPT = 1_000;
const REWRITE_LINES = 4 * KEPT;

const lineOf = (...values: readonly (string | number)[]): string => `${values.join(" ")}\n`;

export function openActionKeys(stateDir: string, now: () => number): ActionKeys {
  const path = join(stateDir, "action-keys");
  const begun = new Map<string, Begun>();
  let file: number | undefined;
  let lines = 0;

  function keep(key: string, value: Begun): void {
    begun.set(key, value);
    const oldest = begun.keys().next().value;
    if (begun.size > KEPT && oldest !== undefined) begun.delete(oldest);
  }

  /** A line that a crash cut off was not durable: nothing was run under it. */
  function read(line: string): void {
    const [kind, key = "", text = ""] = line.split(" ");
    const outcome = ACTION_OUTCOMES.find((known) => known === text);
    const known = begun.get(key);
    if (kind === "begun" && /^\d+$/.test(text)) keep(key, { at: Number(text), isOurs: false });
    if (kind === "ended" && known && outcome) begun.set(key, { ...known, outcome });
  }

  function rewrite(): void {
    const next = `${path}.new`;
    const text = [...begun].map(
      ([key, { at, outcome }]) => lineOf("begun", key, at) + (outcome ? lineOf("ended", key, outcome) : ""),
    );
    writeFileSync(next, text.join(""), { mode: 0o600, flush: true });
    renameSync(next, path);
    const folder = openSync(dirname(path), "r");
    fsyncSync(folder);
    closeSync(folder);
    if (file !== undefined) closeSync(file);
    file = openSync(path, "a", 0o600);
    lines = 2 * begun.size;
  }

  function append(line: string): void {
    if (file === undefined || lines >= REWRITE_LINES) rewrite();
    if (file === undefined) throw new Error("the file of keys is not open");
    writeSync(file, line);
    lines += 1;
  }

  return {
    recall() {
      let text = "";
      try {
        text = readFileSync(path, "utf8");
      } catch (error) {
        if (!isNotThere(error)) throw error;
      }
      for (const line of text.slice(0, text.lastIndexOf("\n") + 1).split("\n")) read(line);
    },
    stateOf(key) {
      const known = begun.get(key);
      return known && (known.outcome ?? (known.isOurs ? "running" : "unknown"));
    },
    begin(key) {
      const at = now();
      append(lineOf("begun", key, at));
      if (file !== undefined) fsyncSync(file);
      keep(key, { at, isOurs: true });
    },
    end(key, outcome) {
      const known = begun.get(key);
      if (known === undefined) return;
      begun.set(key, { ...known, outcome });
      append(lineOf("ended", key, outcome));
    },
    begunAfter: (after) =>
      [...begun.values()].flatMap(({ at }) => (at > after ? [at] : [])).toSorted((a, b) => a - b),
    lost: () => [...begun].flatMap(([key, one]) => (one.isOurs || one.outcome ? [] : [key])),
  };
}
