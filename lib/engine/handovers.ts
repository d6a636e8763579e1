import { FoghornError } from "../domain/errors.ts";
import { HANDOVER_LIMIT, type Handover } from "../domain/handover.ts";
import type { Person } from "./incident-commands.ts";
import { requireText } from "./incidents/require.ts";
import { createSerial } from "./incidents/serially.ts";
import type { Clock, HandoverStore } from "./ports.ts";

/** What people ask of handover notes; who writes is always given by the sign-in. */
export interface HandoverCommands {
  /**
   * Leaves a note for the next watch; those before it are kept. `from` is the id of the last note the person saw.
   * Rejects with `conflict` where somebody else wrote one meanwhile, `invalid-input` where it is empty or too long.
   */
  readonly write: (input: {
    readonly markdown: string;
    readonly from?: string;
    readonly by: Person;
  }) => Promise<Handover>;
}

export interface Handovers extends HandoverCommands {
  readonly last: () => Handover | undefined;
}

interface HandoversDeps {
  readonly clock: Clock;
  readonly store: HandoverStore;
  readonly newId: () => string;
  readonly onChanged: () => void;
}

/** The last note in memory, as stored. */
export async function createHandovers({ clock, store, newId, onChanged }: HandoversDeps): Promise<Handovers> {
  let last = await store.last();
  const serial = createSerial<"write">();

  async function keep({ markdown, from, by }: Parameters<HandoverCommands["write"]>[0]): Promise<Handover> {
    const text = requireText(markdown, "The note", HANDOVER_LIMIT);
    if (last !== undefined && last.id !== from)
      throw new FoghornError("conflict", `${last.by.name} left a note meanwhile. Read it, then send yours.`);
    const handover: Handover = {
      id: newId(),
      markdown: text,
      by: { userId: by.userId, name: by.name },
      at: clock.now(),
    };
    await store.save(handover);
    last = handover;
    onChanged();
    return handover;
  }

  return {
    last: () => last,
    // One after the other: of two that saw the same note the second is told of the first.
    write: (input) => serial.run("write", () => keep(input)),
  };
}
