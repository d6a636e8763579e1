import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Severity } from "#lib/domain/severity.ts";

const FACE = <path className="o" d="M8 4.4v4.4M8 10.7v1.4" />;
const DIAMOND = <path className="f" d="M8 .8 15.2 8 8 15.2.8 8z" />;
const HOLLOW = <path className="s" d="M8 1.6 14.4 8 8 14.4 1.6 8z" />;
const BOX = <rect className="s" x="2" y="2" width="12" height="12" rx="1" />;
const CHECK = <path className="s" d="m5 8.2 2.2 2.2L11.2 6" />;

/** Tone and drawing of each mark, in a box of 16 by 16. */
const MARKS = {
  page: [
    "page",
    <g key="page">
      {DIAMOND}
      {FACE}
    </g>,
  ],
  ticket: [
    "ticket",
    <g key="ticket">
      <path className="f" d="M8 1.2 15.4 14.6H.6z" />
      <path className="o" d="M8 5.8v4.2M8 11.7v1.3" />
    </g>,
  ],
  notice: [
    "notice",
    <g key="notice">
      <circle className="s" cx="8" cy="8" r="6" />
      <circle className="f" cx="8" cy="8" r="2.4" />
    </g>,
  ],
  quiet: ["ok", <circle key="quiet" className="s" cx="8" cy="8" r="4" />],
  "last-known": ["unk", <circle key="unk" className="s" cx="8" cy="8" r="6" strokeDasharray="2.4 2.3" />],
  "cut-off": ["page", HOLLOW],
  passing: [
    "pass",
    <g key="passing">
      <circle className="s" cx="8" cy="8" r="6.6" />
      {CHECK}
    </g>,
  ],
  /** A pass that is not of this minute is grey. */
  passed: [
    "ok",
    <g key="passed">
      <circle className="s" cx="8" cy="8" r="6.6" />
      {CHECK}
    </g>,
  ],
  failing: [
    "page",
    <g key="failing">
      <rect className="f" x="1.4" y="1.4" width="13.2" height="13.2" rx="1.5" />
      <path className="o" d="m5 5 6 6m0-6-6 6" />
    </g>,
  ],
  waiting: [
    "ink",
    <g key="waiting">
      <circle className="s" cx="8" cy="8" r="6.2" strokeDasharray="2.6 2.3" />
      <circle className="f" cx="8" cy="8" r="1.8" />
    </g>,
  ],
  "by-hand": ["ctl", BOX],
  ticked: [
    "pass",
    <g key="ticked">
      {BOX}
      <path className="s" d="m4.8 8.2 2.3 2.3L11.4 6" />
    </g>,
  ],
  /** Ticked, but not of this minute. */
  "was-ticked": [
    "ok",
    <g key="was-ticked">
      {BOX}
      <path className="s" d="m4.8 8.2 2.3 2.3L11.4 6" />
    </g>,
  ],
  guarded: [
    "ctl",
    <g key="guarded">
      <rect className="s" x="2.6" y="7" width="10.8" height="7" rx="1" />
      <path className="s" d="M5 7V5a3 3 0 0 1 6 0v2" />
    </g>,
  ],
  action: ["ink", <path key="action" className="f" d="M9.2 1 3 9.2h4L6.4 15 13 6.6H8.6z" />],
  gap: ["ctl", <path key="gap" className="s" d="M8 0v4M8 12v4M3.5 6.2 12.5 4M3.5 12 12.5 9.8" />],
  /** For the middle of a fault cell, whose ground is the page colour. */
  "page-on": [
    "on",
    <g key="page-on">
      {DIAMOND}
      {FACE}
    </g>,
  ],
} as const satisfies Record<string, readonly [string, ReactNode]>;

export type MarkName = keyof typeof MARKS;

interface MarkProps {
  readonly name: MarkName;
  readonly size?: number;
  /** Spoken; without it the mark is silent because a word stands beside it. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
  /** Place inside another drawing. */
  readonly x?: number;
  readonly y?: number;
}

/** A mark of the design: shape first, then colour, always beside a word. */
export function Mark({ name, size = 14, label, className, x, y }: MarkProps) {
  const [tone, drawing] = MARKS[name];
  const shared = {
    className: clsx("mk", `m-${tone}`, className),
    width: size,
    height: size,
    viewBox: "0 0 16 16",
    ...(x === undefined ? {} : { x, y }),
  };
  if (label === undefined)
    return (
      <svg aria-hidden="true" {...shared}>
        {drawing}
      </svg>
    );
  return (
    <svg role="img" aria-label={label} {...shared}>
      {drawing}
    </svg>
  );
}

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  page: "Page",
  ticket: "Ticket",
  notice: "Notice",
};

/** The mark of a host: its worst severity, or that nothing is heard, or that it is quiet. */
export function hostMark(host: {
  readonly severity?: Severity;
  readonly isHeard: boolean;
  readonly lastKnownCount?: number;
}): MarkName {
  if (host.severity !== undefined) return host.severity;
  return host.isHeard && (host.lastKnownCount ?? 0) === 0 ? "quiet" : "last-known";
}
