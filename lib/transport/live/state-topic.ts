import { randomUUID } from "node:crypto";
import { FoghornError } from "../../domain/errors.ts";
import { encoded, message, type Subscription, type Topic } from "./subscription.ts";

/** A value as JSON text; of a collection each item by its id, so that only what changed is sent. */
type Held =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "collection"; readonly items: ReadonlyMap<string, string> };

export interface StateTopic extends Topic {
  readonly open: (subscription: Subscription) => Promise<void>;
  readonly changed: () => void;
  /** Somebody reads it, and it would be read anew with the next flush. */
  readonly hasNews: () => boolean;
}

/**
 * A topic whose readers hold its present value. `read` answers undefined when what the topic names does not
 * exist: a new reader gets `not-found`, those it has an end.
 */
export function createStateTopic(read: () => Promise<unknown>): StateTopic {
  const epoch = randomUUID().slice(0, 8);
  /** Readers and how many changes each has missed. */
  const readers = new Map<Subscription, number>();
  let held: Held | undefined;
  let seq = 0;
  let isDirty = true;
  let opening = 0;
  let work: Promise<void> = Promise.resolve();

  const send = (reader: Subscription, text: string) => {
    if (!reader.outbox.send(text)) readers.set(reader, (readers.get(reader) ?? 0) + 1);
  };

  const refresh = async () => {
    if (!isDirty) return;
    isDirty = false;
    let value: unknown;
    try {
      value = await read();
    } catch (error) {
      // The next change asks again; until then readers keep what they have.
      isDirty = true;
      throw error;
    }
    const next = value === undefined ? undefined : hold(value);
    const delta = deltaBetween(held, next);
    held = next;
    if (next === undefined) {
      for (const reader of [...readers.keys()]) end(reader);
    } else if (delta !== undefined) {
      seq += 1;
      for (const reader of readers.keys()) send(reader, encoded("delta", reader.id, { epoch, seq }, delta));
    }
  };

  const end = (reader: Subscription) => {
    readers.delete(reader);
    reader.outbox.send(message({ kind: "end", id: reader.id, epoch, seq, reason: "It no longer exists." }));
    reader.ended();
  };

  /** One after the other: a snapshot never falls between a change and its delta. */
  const inTurn = (task: () => Promise<void>): Promise<void> => {
    const done = work.then(task);
    work = done.catch(() => undefined);
    return done;
  };

  return {
    changed: () => {
      isDirty = true;
    },
    open: (subscription) => {
      opening += 1;
      return inTurn(async () => {
        try {
          await refresh();
        } finally {
          opening -= 1;
        }
        if (subscription.signal.aborted) return;
        if (held === undefined) throw new FoghornError("not-found", "There is no such thing here.");
        readers.set(subscription, 0);
        send(subscription, encoded("snap", subscription.id, { epoch, seq }, textOf(held)));
      });
    },
    close: (subscription) => {
      readers.delete(subscription);
    },
    hasNews: () => isDirty && readers.size > 0,
    flush: () => (isDirty && readers.size > 0 ? inTurn(refresh) : Promise.resolve()),
    recovered: (subscription) =>
      inTurn(async () => {
        const dropped = readers.get(subscription) ?? 0;
        if (dropped === 0 || held === undefined) return;
        readers.set(subscription, 0);
        send(subscription, message({ kind: "lag", id: subscription.id, epoch, seq, dropped }));
        send(subscription, encoded("snap", subscription.id, { epoch, seq }, textOf(held)));
      }),
    isUnused: () => readers.size + opening === 0,
  };
}

function hold(value: unknown): Held {
  if (!Array.isArray(value)) return { kind: "value", text: JSON.stringify(value) };
  const items = new Map<string, string>();
  for (const item of value as readonly { readonly id: string }[]) items.set(item.id, JSON.stringify(item));
  return { kind: "collection", items };
}

const textOf = (held: Held): string =>
  held.kind === "value" ? held.text : `[${[...held.items.values()].join(",")}]`;

/** JSON text of what leads from one to the other; undefined when nothing changed or nobody held the first. */
function deltaBetween(before: Held | undefined, after: Held | undefined): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  if (after.kind === "value") {
    return before.kind === "value" && before.text === after.text ? undefined : `{"value":${after.text}}`;
  }
  const known: ReadonlyMap<string, string> = before.kind === "collection" ? before.items : new Map();
  const put = [...after.items].filter(([id, text]) => known.get(id) !== text).map(([, text]) => text);
  const gone = [...known.keys()].filter((id) => !after.items.has(id));
  return put.length + gone.length === 0
    ? undefined
    : `{"put":[${put.join(",")}],"del":${JSON.stringify(gone)}}`;
}
