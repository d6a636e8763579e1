import type { ContainerDeath, ContainerLife, HostState } from "../../host-state.ts";
import { MINUTE_MS, SECOND_MS } from "../../time.ts";

/** 137: SIGKILL, whoever sent it. crash: any other signal. error: the program's own code. */
export type ExitKind = "kill" | "crash" | "error";

const KILLED = 137;
// 128 and the number of a signal; the highest is 64. A program may use these codes itself, and few do.
const LOWEST_SIGNAL = 129;
const HIGHEST_SIGNAL = 128 + 64;

export function kindOfExit(code: number): ExitKind | undefined {
  if (code === 0) return undefined;
  if (code === KILLED) return "kill";
  return code >= LOWEST_SIGNAL && code <= HIGHEST_SIGNAL ? "crash" : "error";
}

export const signalOf = (code: number): number => code - 128;

export const SIGNALS: Readonly<Record<number, string>> = {
  1: "HUP",
  2: "INT",
  3: "QUIT",
  4: "ILL",
  5: "TRAP",
  6: "ABRT",
  7: "BUS",
  8: "FPE",
  9: "KILL",
  11: "SEGV",
  13: "PIPE",
  14: "ALRM",
  15: "TERM",
  24: "XCPU",
  25: "XFSZ",
  31: "SYS",
};

export interface UnplannedDeath {
  readonly life: ContainerLife;
  readonly death: ContainerDeath;
  readonly exitCode: number;
  readonly kind: ExitKind;
}

// A memory kill and the death it causes are told apart by moments; a child that was killed may take a minute to pull
// its parent down.
const OOM_BEFORE_MS = MINUTE_MS;
const OOM_AFTER_MS = 2 * SECOND_MS;
/** From here on it is a loop, which has its own name. */
const LOOP_DEATHS = 3;
const LOOP_WINDOW_MS = 5 * MINUTE_MS;

const found = new WeakMap<HostState["lives"], readonly UnplannedDeath[]>();

/**
 * The last death of each container that ended with a code other than 0 and that nobody asked for: no stop, kill or
 * restart through Docker, no daemon that went or came, no memory kill. Looked for once for each change of the lives.
 */
export function unplannedDeaths({ lives }: Pick<HostState, "lives">): readonly UnplannedDeath[] {
  const known = found.get(lives);
  if (known !== undefined) return known;
  const deaths: UnplannedDeath[] = [];
  for (const life of lives.values()) {
    const death = life.deaths.at(-1);
    if (death === undefined || death.isPlanned || death.isInferred || death.exitCode === undefined) continue;
    const kind = kindOfExit(death.exitCode);
    if (kind === undefined) continue;
    const isMemory = life.oomsAt.some(
      (at) => at >= death.at - OOM_BEFORE_MS && at <= death.at + OOM_AFTER_MS,
    );
    if (isMemory || isLoop(life)) continue;
    deaths.push({ life, death, exitCode: death.exitCode, kind });
  }
  found.set(lives, deaths);
  return deaths;
}

function isLoop({ deaths }: ContainerLife): boolean {
  const third = deaths.filter(({ isPlanned }) => !isPlanned).at(-LOOP_DEATHS);
  const last = deaths.at(-1);
  return third !== undefined && last !== undefined && last.at - third.at <= LOOP_WINDOW_MS;
}
