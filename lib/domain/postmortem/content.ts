import type { PartId, PartState } from "../anatomy.ts";
import type { EpochMs } from "../time.ts";

/*
 * What a postmortem says, before anybody writes it down: each writer makes its own markup of the same blocks. Text is as it
 * was written by people and machines, redacted and nothing else; nothing in it is markup, and a writer has to see to that.
 */

/** A part of a line; `code` is a name of a machine's. */
export type Piece = string | { readonly code: string };

/** One row of the timeline. */
export interface Told {
  readonly at: EpochMs;
  readonly who: string;
  readonly line: string;
  /** What a folded row stands for. */
  readonly behind: readonly { readonly at: EpochMs; readonly line: string }[];
  readonly quote?: Quote;
}

/** Quoted unchanged: lines of a machine, or words of a person in Markdown. */
export interface Quote {
  readonly kind: "lines" | "words";
  readonly text: string;
}

export type Block =
  | { readonly kind: "section" | "subsection"; readonly title: string }
  | { readonly kind: "paragraph"; readonly pieces: readonly Piece[] }
  | { readonly kind: "facts"; readonly rows: readonly { readonly name: string; readonly text: string }[] }
  | { readonly kind: "figures"; readonly rows: FigureRows }
  | { readonly kind: "milestones"; readonly rows: MilestoneRows }
  | { readonly kind: "strip"; readonly rows: MilestoneRows }
  /** What people wrote, in Markdown. What they typed over a figure stands between `TYPED_BEGIN` and `TYPED_END`. */
  | { readonly kind: "prose"; readonly markdown: string }
  | Anatomy
  | {
      readonly kind: "evidence";
      readonly word: string;
      readonly source: string;
      readonly at: EpochMs;
      readonly text: string;
    }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: "timeline"; readonly rows: readonly Told[] }
  | {
      readonly kind: "question";
      readonly number: number;
      readonly question: string;
      /** What the timeline knows; nothing leaves the answer to people. */
      readonly known: readonly string[];
      /** What people wrote leaves no blank for the answer. */
      readonly isAnswered: boolean;
    };

export type FigureRows = readonly {
  readonly name: string;
  readonly value: string;
  readonly isKnown: boolean;
  readonly definition: string;
}[];

export type MilestoneRows = readonly {
  readonly name: string;
  readonly at?: EpochMs;
  /** Where there is no time: unknown, or none. */
  readonly without: string;
  readonly how: string;
}[];

/** One engine as it was broken. Parts that are missing showed nothing. */
export interface Anatomy {
  readonly kind: "anatomy";
  readonly hostId: string;
  readonly states: Readonly<Partial<Record<PartId, PartState>>>;
  /** In order of failure; a part has the number of its first symptom. */
  readonly order: readonly { readonly part: PartId; readonly number: number }[];
  /** The same in words, a line each. */
  readonly twin: readonly string[];
}

/** Around what was typed over a figure: characters that no text of anybody's keeps. */
export const TYPED_BEGIN = "\ue000";
export const TYPED_END = "\ue001";

export interface Postmortem {
  readonly incidentId: string;
  readonly title: string;
  readonly writtenAt: EpochMs;
  /** "SEV 2", "Mitigated": at a glance. */
  readonly glance: readonly string[];
  /** Set where it was played from a recording: nobody takes it for what happened to them. */
  readonly recording?: string;
  /** For the strip and the tiles below the title. */
  readonly milestones: MilestoneRows;
  readonly figures: FigureRows;
  readonly blocks: readonly Block[];
}
