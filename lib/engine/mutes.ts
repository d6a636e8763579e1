import { FoghornError } from "../domain/errors.ts";
import type { HostId } from "../domain/ids.ts";
import { ABOUTS } from "../domain/modes/abouts.ts";
import {
  isMuteOn,
  MUTE_LONGEST_MS,
  MUTE_SHORTEST_MS,
  type Mute,
  type MuteScope,
  muteOf,
  nextEnd,
} from "../domain/mute.ts";
import type { Symptom } from "../domain/symptom.ts";
import { DAY_MS } from "../domain/time.ts";
import type { Person } from "./incident-commands.ts";
import { REASON_LIMIT, requireText } from "./incidents/require.ts";
import type { Clock, MuteStore } from "./ports.ts";

/** What people ask of mutes; who asks is always given by the sign-in. */
export interface MuteCommands {
  /** Rejects with `invalid-input` where nothing is named, the end is too far or the reason is missing. */
  readonly create: (
    input: MuteScope & { readonly forMs: number; readonly reason: string; readonly by: Person },
  ) => Promise<Mute>;
  /** Rejects with `not-found` where it is over already. */
  readonly end: (input: { readonly muteId: string; readonly by: Person }) => Promise<Mute>;
}

export interface Mutes extends MuteCommands {
  /** Those that hold now, the first to end first. */
  readonly active: () => readonly Mute[];
  /** The one that holds this symptom now. */
  readonly of: (symptom: Symptom) => Mute | undefined;
  readonly stop: () => void;
}

interface MutesDeps {
  readonly clock: Clock;
  readonly store: MuteStore;
  readonly newId: () => string;
  readonly isHost: (hostId: HostId) => boolean;
  /** What is held is no longer the same: a mute began, was ended, or ran out. */
  readonly onChanged: () => void;
}

// More at once is a Foghorn that is switched off.
const MOST = 200;
// Timers of a runtime end at 24 days; a mute at seven.
const LONGEST_TIMER_MS = DAY_MS;

/** Mutes in memory, as stored. Each ends by itself: the screen hears of it at that moment. */
export async function createMutes({ clock, store, newId, isHost, onChanged }: MutesDeps): Promise<Mutes> {
  let held: readonly Mute[] = await store.active(clock.now());
  let timer: NodeJS.Timeout | undefined;
  schedule();

  function schedule(): void {
    clearTimeout(timer);
    const now = clock.now();
    const endsAt = nextEnd(held, now);
    if (endsAt === undefined) return;
    timer = setTimeout(runOut, Math.min(LONGEST_TIMER_MS, Math.max(0, endsAt - now)));
    timer.unref();
  }

  function runOut(): void {
    const now = clock.now();
    const on = held.filter((mute) => isMuteOn(mute, now));
    const hasEnded = on.length < held.length;
    held = on;
    schedule();
    if (hasEnded) onChanged();
  }

  async function keep(mute: Mute): Promise<Mute> {
    await store.save(mute);
    held = [...held.filter(({ id }) => id !== mute.id), mute].filter((one) => isMuteOn(one, clock.now()));
    schedule();
    onChanged();
    return mute;
  }

  return {
    active: () => held.filter((mute) => isMuteOn(mute, clock.now())).toSorted((a, b) => a.endsAt - b.endsAt),
    of: (symptom) => muteOf(symptom, held, clock.now()),
    create: async ({ hostId, mode, subject, forMs, reason, by }) => {
      const scope = checkedScope({
        ...(hostId !== undefined && { hostId }),
        ...(mode !== undefined && { mode }),
        ...(subject !== undefined && { subject }),
      });
      if (hostId !== undefined && !isHost(hostId))
        throw new FoghornError("not-found", `No host ${hostId} is watched.`);
      if (!(forMs >= MUTE_SHORTEST_MS && forMs <= MUTE_LONGEST_MS))
        throw new FoghornError("invalid-input", "A mute lasts between one minute and seven days.");
      if (held.length >= MOST)
        throw new FoghornError("conflict", `${MOST} mutes hold already. End those that are over.`);
      const now = clock.now();
      return keep({
        ...scope,
        id: newId(),
        reason: requireText(reason, "A reason", REASON_LIMIT),
        by: { userId: by.userId, name: by.name },
        createdAt: now,
        endsAt: now + forMs,
      });
    },
    end: async ({ muteId, by }) => {
      const mute = held.find(({ id }) => id === muteId);
      if (mute === undefined || !isMuteOn(mute, clock.now()))
        throw new FoghornError("not-found", "This mute is over already.");
      return keep({ ...mute, endedAt: clock.now(), endedBy: { userId: by.userId, name: by.name } });
    },
    stop: () => clearTimeout(timer),
  };
}

function checkedScope(scope: MuteScope): MuteScope {
  const { hostId, mode, subject } = scope;
  if (hostId === undefined && mode === undefined && (subject === undefined || subject === ""))
    throw new FoghornError("invalid-input", "A mute names a host, a mode or a subject.");
  if (mode !== undefined && !Object.hasOwn(ABOUTS, mode))
    throw new FoghornError("invalid-input", `There is no failure mode ${mode}.`);
  return scope;
}
