import type { LineForm } from "./host-state.ts";
import type { JournalLine, LogUnit } from "./signal.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "./time.ts";

/** Lines are counted by this length of time. */
export const FORM_BUCKET_MS = 10 * SECOND_MS;
const KEPT_BUCKETS = 6;
const MAX_FORMS = 200;
const FORGET_AFTER_MS = 10 * MINUTE_MS;
// What tells two forms apart stands at the front of a message.
const FORM_CHARS = 80;
// A full id takes most of them before it is masked.
const READ_CHARS = 200;
const TEXT_CHARS = 500;
const VARYING = /[0-9a-f]{12,}|\d+/g;

/** A line without its time, numbers and ids. */
export function formOf(text: string): string {
  const message = text.indexOf("msg=");
  const from = message === -1 ? 0 : message + 4;
  return text
    .slice(from, from + READ_CHARS)
    .replace(VARYING, "#")
    .slice(0, FORM_CHARS);
}

interface Counted {
  text: string;
  readonly unit: LogUnit;
  firstAt: EpochMs;
  lastAt: EpochMs;
  readonly byBucket: Map<EpochMs, number>;
}

/** Counts the lines of one batch, so that a flood costs a number each and not a copy each. */
export class FormCounter {
  private readonly counted = new Map<string, Counted>();

  add({ unit, text, sourceAt, containerId }: JournalLine): void {
    if (containerId !== undefined || (unit !== "dockerd" && unit !== "containerd")) return;
    const form = formOf(text);
    const bucket = sourceAt - (sourceAt % FORM_BUCKET_MS);
    const known = this.counted.get(form);
    if (known === undefined) {
      const byBucket = new Map([[bucket, 1]]);
      this.counted.set(form, { text, unit, firstAt: sourceAt, lastAt: sourceAt, byBucket });
      return;
    }
    known.text = text;
    known.lastAt = Math.max(known.lastAt, sourceAt);
    known.byBucket.set(bucket, (known.byBucket.get(bucket) ?? 0) + 1);
  }

  /** The forms known before together with those of this batch. */
  merge(before: ReadonlyMap<string, LineForm>): ReadonlyMap<string, LineForm> {
    if (this.counted.size === 0) return before;
    const next = new Map(before);
    for (const [form, counted] of this.counted) {
      // Set anew, so that the oldest stand first.
      next.delete(form);
      next.set(form, joined(before.get(form), counted));
    }
    return bounded(next);
  }
}

function joined(known: LineForm | undefined, counted: Counted): LineForm {
  const byBucket = new Map(known?.recent.map(({ fromAt, count }) => [fromAt, count]));
  let added = 0;
  for (const [fromAt, count] of counted.byBucket) {
    byBucket.set(fromAt, (byBucket.get(fromAt) ?? 0) + count);
    added += count;
  }
  return {
    text: counted.text.slice(0, TEXT_CHARS),
    unit: counted.unit,
    firstAt: known?.firstAt ?? counted.firstAt,
    lastAt: Math.max(known?.lastAt ?? 0, counted.lastAt),
    count: (known?.count ?? 0) + added,
    recent: Array.from(byBucket, ([fromAt, count]) => ({ fromAt, count }))
      .sort((a, b) => a.fromAt - b.fromAt)
      .slice(-KEPT_BUCKETS),
  };
}

function bounded(forms: Map<string, LineForm>): ReadonlyMap<string, LineForm> {
  const newestAt = Math.max(...Array.from(forms.values(), ({ lastAt }) => lastAt));
  for (const [form, { lastAt }] of forms)
    if (forms.size > MAX_FORMS || newestAt - lastAt > FORGET_AFTER_MS) forms.delete(form);
  return forms;
}
