"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { formatClock, formatMoment, plural } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";
import { type Bucket, histogram, stepWords } from "./histogram.ts";
import type { LogRow } from "./log-row.ts";

interface LogHistogramProps {
  readonly rows: readonly LogRow[];
  readonly cursor: string | undefined;
  /** Whether colours are those of signatures, else those of levels. */
  readonly hasMarks: boolean;
  readonly onGo: (rowKey: string) => void;
}

/** How much was written when, from errors up; a bar leads to its first line. Arrows go from bar to bar. */
export function LogHistogram({ rows, cursor, hasMarks, onGo }: LogHistogramProps) {
  const drawn = useMemo(() => histogram(rows), [rows]);
  const cursorAt = useMemo(() => rows.find((row) => row.key === cursor)?.at, [rows, cursor]);
  const [focused, setFocused] = useState(0);
  const bars = useRef<HTMLDivElement>(null);
  if (drawn === undefined) return null;
  const { buckets, stepMs, highest } = drawn;
  const first = buckets[0]?.fromAt ?? 0;
  const last = (buckets.at(-1)?.fromAt ?? 0) + stepMs;
  const at = Math.min(focused, buckets.length - 1);
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0);

  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(buckets.length - 1, at + by));
    setFocused(next);
    bars.current?.querySelectorAll("button")[next]?.focus();
  }
  return (
    <section className="hist" aria-label="How much was written when">
      <div className="hd">
        <b>
          {plural(count, "line")}, {formatMoment(first, last)} to {formatMoment(last, last)}
        </b>
        <span className="t12 i2">
          per {stepWords(stepMs)}: <Mark name={hasMarks ? "page" : "failing"} size={11} />{" "}
          {hasMarks ? "page or error" : "error"} <Mark name="ticket" size={11} />{" "}
          {hasMarks ? "ticket or warn" : "warn"}, then rest
        </span>
      </div>
      <div className="bars" ref={bars} role="toolbar" aria-label="Bars" onKeyDown={onKeyDown}>
        {buckets.map((bucket, index) => (
          <Bar
            key={bucket.fromAt}
            bucket={bucket}
            stepMs={stepMs}
            highest={highest}
            isHere={cursorAt !== undefined && cursorAt >= bucket.fromAt && cursorAt < bucket.fromAt + stepMs}
            isReachable={index === at}
            onGo={onGo}
          />
        ))}
      </div>
      <div className="ax num" aria-hidden>
        <span>{formatMoment(first, last)}</span>
        {buckets.length > 8 && <span>{formatMoment((first + last) / 2, last)}</span>}
        {/* Few bars do not reach the right end: a time there would stand under nothing. */}
        {buckets.length > 24 && <span>{formatMoment(last, last)}</span>}
      </div>
    </section>
  );
}

interface BarProps {
  readonly bucket: Bucket;
  readonly stepMs: number;
  readonly highest: number;
  readonly isHere: boolean;
  readonly isReachable: boolean;
  readonly onGo: (rowKey: string) => void;
}

function Bar({ bucket, stepMs, highest, isHere, isReachable, onGo }: BarProps) {
  const share = (part: number) => `${Math.max(part > 0 ? 6 : 0, (part / highest) * 100)}%`;
  const { firstKey } = bucket;
  return (
    <button
      type="button"
      className={clsx("bar", isHere && "at", bucket.hasGap && "gap")}
      tabIndex={isReachable ? 0 : -1}
      disabled={firstKey === undefined}
      title={words(bucket, stepMs)}
      aria-label={words(bucket, stepMs)}
      onClick={() => firstKey !== undefined && onGo(firstKey)}
    >
      <i style={{ height: share(bucket.count - bucket.errors - bucket.warnings) }} />
      <i className="w" style={{ height: share(bucket.warnings) }} />
      <i className="e" style={{ height: share(bucket.errors) }} />
    </button>
  );
}

function words(bucket: Bucket, stepMs: number): string {
  const parts = [
    `${formatClock(bucket.fromAt)} to ${formatClock(bucket.fromAt + stepMs)}: ${plural(bucket.count, "line")}`,
    bucket.errors > 0 ? plural(bucket.errors, "error") : "",
    bucket.warnings > 0 ? plural(bucket.warnings, "warning") : "",
    bucket.hasGap ? "lines are missing here" : "",
  ];
  return parts.filter(Boolean).join(", ");
}
