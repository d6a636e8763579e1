import { SHARE_KINDS, type ShareKind } from "../domain/incidents/share-limits.ts";
import { type Discretion, USUAL_DISCRETION } from "../domain/redaction/stand-ins.ts";
import { DAY_MS } from "../domain/time.ts";
import type { ShareView } from "../protocol/incident-views.ts";
import type { DraftStorage } from "./drafts.ts";

/* What somebody has chosen and written of the link they are about to make: kept in localStorage until it is made. */

export const EXPIRIES = ["1", "7", "30", "until"] as const;

/** So many days from when the link is made, or a moment as it was typed. */
export interface Expiry {
  readonly value: (typeof EXPIRIES)[number];
  readonly typed: string;
}

export interface ShareDraft {
  readonly kind: ShareKind;
  readonly expiry: Expiry;
  readonly label: string;
  readonly summary: string;
  readonly discretion: Discretion;
}

const FIRST: ShareDraft = {
  kind: "snapshot",
  expiry: { value: "7", typed: "" },
  label: "",
  summary: "",
  discretion: USUAL_DISCRETION,
};

/** Nobody knows what was chosen before, so nothing is told that could have been kept in. */
const CAREFUL: Discretion = { hidesHosts: true, hidesPeople: true, hidesWords: true };

type MadeLink = Pick<ShareView, "kind" | "createdAt" | "createdById" | "expiresAt" | "discretion">;

/**
 * What the dialog begins with: the choices of the last link that this person made for the incident, so that the next
 * one tells no name that the last one kept in.
 */
export function firstShareDraft(links: readonly MadeLink[] | undefined, me: string): ShareDraft {
  if (links === undefined) return { ...FIRST, discretion: CAREFUL };
  const last = links
    .filter(({ createdById }) => createdById === me)
    .reduce<MadeLink | undefined>(
      (latest, link) => (latest === undefined || link.createdAt >= latest.createdAt ? link : latest),
      undefined,
    );
  if (last === undefined) return FIRST;
  // A moment that was chosen once is not chosen again.
  const value = EXPIRIES.find((days) => Number(days) * DAY_MS === last.expiresAt - last.createdAt);
  return {
    ...FIRST,
    kind: last.kind,
    discretion: last.discretion,
    ...(value !== undefined && { expiry: { value, typed: "" } }),
  };
}

const keyOf = (incidentId: string): string => `foghorn.share-draft.${incidentId}`;

/** What was changed and not made into a link yet; the rest is as the dialog begins. */
export function readShareDraft(storage: DraftStorage, incidentId: string): Partial<ShareDraft> {
  const found = readObject(storage, keyOf(incidentId));
  const { kind, expiry, label, summary, discretion } = found;
  return {
    ...(isOneOf(SHARE_KINDS, kind) && { kind }),
    ...(isExpiry(expiry) && { expiry }),
    ...(typeof label === "string" && { label }),
    ...(typeof summary === "string" && { summary }),
    ...(isDiscretion(discretion) && { discretion }),
  };
}

/** A full or forbidden storage must not stop anybody from sharing; the draft then lives as long as the dialog. */
export function keepShareDraft(
  storage: DraftStorage,
  incidentId: string,
  draft: Partial<ShareDraft> | undefined,
): void {
  try {
    if (draft === undefined) storage.removeItem(keyOf(incidentId));
    else storage.setItem(keyOf(incidentId), JSON.stringify(draft));
  } catch {
    // The dialog has it.
  }
}

function readObject(storage: DraftStorage, key: string): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? "null");
    return isObject(found) ? found : {};
  } catch {
    return {};
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const isOneOf = <Value extends string>(values: readonly Value[], value: unknown): value is Value =>
  values.some((one) => one === value);
function isExpiry(found: unknown): found is Expiry {
  if (!isObject(found)) return false;
  const { value, typed } = found;
  return isOneOf(EXPIRIES, value) && typeof typed === "string";
}
const isDiscretion = (value: unknown): value is Discretion =>
  isObject(value) && Object.keys(CAREFUL).every((rule) => typeof value[rule] === "boolean");
