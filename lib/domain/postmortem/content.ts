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
  | {
      readonly kind: "figures";
      readonly rows: readonly {
        readonly name: string;
        readonly value: string;
        readonly isKnown: boolean;
        readonly definition: string;
      }[];
    }
  | {
      readonly kind: "milestones";
      readonly rows: readonly {
        readonly name: string;
        readonly at?: EpochMs;
        /** Where there is no time: unknown, or none. */
        readonly without: string;
        readonly how: string;
      }[];
    }
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
    };

export interface Postmortem {
  readonly incidentId: string;
  readonly title: string;
  /** "SEV 2", "Mitigated": at a glance. */
  readonly glance: readonly string[];
  readonly facts: Extract<Block, { kind: "facts" }>;
  readonly blocks: readonly Block[];
}
