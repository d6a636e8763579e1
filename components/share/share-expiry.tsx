"use client";

import type { Expiry } from "#lib/client/share-drafts.ts";
import { DAY_MS, type EpochMs } from "#lib/domain/time.ts";
import { focusNow } from "../ui/focus-now.ts";
import { Seg } from "../ui/seg.tsx";
import { stampOf } from "./shared-parts.ts";
import { momentWords, type Until, untilOf } from "./until.ts";

const DAYS = ["1", "7", "30"] as const;
const OPTIONS = [
  { value: "1", text: "1 day" },
  { value: "7", text: "7 days" },
  { value: "30", text: "30 days" },
  { value: "until", text: "Until…" },
] as const satisfies readonly { readonly value: Expiry["value"]; readonly text: string }[];

/** When a link that is made now closes. */
export const endOfExpiry = ({ value, typed }: Expiry, now: EpochMs): Until =>
  value === "until" ? untilOf(typed, now) : { kind: "at", at: now + Number(value) * DAY_MS };

/** What the link is asked with: a length, which begins when it is made, or a moment. */
export function askedOf(
  expiry: Expiry,
  now: EpochMs,
): { readonly expiresInMs: number } | { readonly expiresAt: EpochMs } | undefined {
  if (expiry.value !== "until") return { expiresInMs: Number(expiry.value) * DAY_MS };
  const end = endOfExpiry(expiry, now);
  return end.kind === "at" ? { expiresAt: end.at } : undefined;
}

interface ShareExpiryProps {
  readonly expiry: Expiry;
  readonly now: EpochMs;
  readonly onChange: (expiry: Expiry) => void;
}

/** When the link closes by itself. */
export function ShareExpiry({ expiry, now, onChange }: ShareExpiryProps) {
  const end = endOfExpiry(expiry, now);
  function choose(value: Expiry["value"]): void {
    // Somebody who wants another end begins with the one that was chosen.
    const days = DAYS.find((one) => one === expiry.value);
    const typed =
      value === "until" && days !== undefined ? stampOf(now + Number(days) * DAY_MS) : expiry.typed;
    onChange({ value, typed });
  }
  return (
    <div className="exp">
      <span className="t12 i3">Closes by itself</span>
      <Seg label="Closes by itself after" value={expiry.value} onChange={choose} options={OPTIONS} />
      {expiry.value === "until" && (
        <input
          ref={focusNow}
          className="inp mono"
          aria-label="Closes at, in UTC"
          aria-invalid={end.kind === "problem"}
          aria-describedby="share-end"
          autoComplete="off"
          value={expiry.typed}
          onChange={(event) => onChange({ ...expiry, typed: event.target.value })}
        />
      )}
      <span id="share-end" className={end.kind === "problem" ? "t12 tp" : "t12 i3 num"} aria-live="polite">
        {end.kind === "problem" ? end.text : momentWords(end.at, now)}
      </span>
    </div>
  );
}
