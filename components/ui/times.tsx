"use client";

import { clsx } from "clsx";
import { useNow } from "#lib/client/hooks.ts";
import { lengthBetween } from "#lib/domain/length.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import { formatAge, formatAgo, formatClock, formatMoment, formatTimer } from "./format.ts";

interface At {
  readonly at: EpochMs;
  readonly className?: string | undefined;
}

const iso = (at: EpochMs): string => (Number.isFinite(at) ? new Date(at).toISOString() : "");

/** How long ago `at` was, once per second: "15m 16s". `isCoarse` for what can wait for daylight. */
export function Age({ at, isCoarse = false, className }: At & { readonly isCoarse?: boolean }) {
  const now = useNow();
  return (
    <time className={clsx("num", className)} dateTime={iso(at)} title={`since ${iso(at)}`}>
      {formatAge(lengthBetween(at, now), isCoarse)}
    </time>
  );
}

/** "2 s ago". */
export function Ago({ at, className }: At) {
  const now = useNow();
  return (
    <time className={clsx("num", className)} dateTime={iso(at)}>
      {formatAgo(now - at)}
    </time>
  );
}

/** The time of day in UTC; `isPrecise` with milliseconds, for logs. */
export function Clock({ at, isPrecise = false, className }: At & { readonly isPrecise?: boolean }) {
  return (
    <time className={clsx("num", className)} dateTime={iso(at)}>
      {formatClock(at, isPrecise)}
    </time>
  );
}

/** The clock, or the date too when it was not within the last day. */
export function Moment({ at, className }: At) {
  const now = useNow();
  return (
    <time className={clsx("num", className)} dateTime={iso(at)}>
      {formatMoment(at, now)}
    </time>
  );
}

interface TimerProps {
  readonly from: EpochMs;
  /** Set: the timer stands still. */
  readonly to?: EpochMs | undefined;
  readonly label: string;
  readonly className?: string | undefined;
}

/** A running figure. Silent for screen readers but for what it counts from. */
export function Timer({ from, to, label, className }: TimerProps) {
  const now = useNow();
  return (
    <span
      role="timer"
      aria-live="off"
      aria-label={`${label} since ${formatClock(from)} UTC`}
      className={clsx("num", className)}
    >
      {formatTimer(lengthBetween(from, to ?? now))}
    </span>
  );
}
