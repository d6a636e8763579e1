import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { BLOCKS, FIGURES } from "#lib/domain/postmortem/tokens.ts";
import type { ChipSource } from "./token-chips.ts";

/* `#` offers figures and blocks with their values, `@` entries of the timeline, newest first. */

export interface EntryChoice {
  readonly seq: number;
  /** "03:14:02" */
  readonly clock: string;
  /** "Bob wrote: it hangs" */
  readonly words: string;
}

/** What takes a line of its own gets one. */
function insert(token: string, isBlock: boolean) {
  return (view: EditorView, _: Completion, from: number, to: number) => {
    const line = view.state.doc.lineAt(from);
    const before = isBlock && line.text.slice(0, from - line.from).trim() !== "" ? "\n\n" : "";
    const after = isBlock && line.text.slice(to - line.from).trim() !== "" ? "\n\n" : isBlock ? "\n" : "";
    const text = `${before}{{${token}}}${after}`;
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: "input.complete",
    });
  };
}

const NEEDS_MORE = ["entry", "known", "timeline"];

function tokenOptions(source: ChipSource): readonly Completion[] {
  const figures = Object.entries(FIGURES).map(([name, label]) => ({
    label,
    detail: source.figure(name)?.value ?? "",
    apply: insert(name, false),
    section: { name: "Figures", rank: 0 },
  }));
  const blocks = Object.entries(BLOCKS)
    .filter(([name]) => !NEEDS_MORE.includes(name))
    .map(([name, label]) => ({ label, apply: insert(name, true), section: { name: "Blocks", rank: 1 } }));
  const timelines = [
    ["timeline: key", "Timeline: what people did, and what began and ended"],
    ["timeline: shared", "Timeline: what was marked for readers"],
    ["timeline: all", "Timeline: every entry"],
  ].map(([token = "", label = ""]) => ({
    label,
    apply: insert(token, true),
    section: { name: "Blocks", rank: 1 },
  }));
  return [...figures, ...blocks, ...timelines];
}

export const tokenCompletion = (source: ChipSource, entries: () => Promise<readonly EntryChoice[]>) =>
  autocompletion({
    icons: false,
    override: [
      async (context: CompletionContext): Promise<CompletionResult | null> => {
        // Behind a letter or a digit it is part of a word: C#, an address.
        const typed = context.matchBefore(/(?<![\p{L}\p{N}])[#@][\p{L}\p{N} .:-]*$/u);
        if (
          typed === null ||
          (typed.from === context.state.doc.lineAt(context.pos).from && /^#+ /.test(typed.text))
        )
          return null;
        const options = typed.text.startsWith("@")
          ? (await entries()).map(({ seq, clock, words }) => ({
              label: `${clock} ${words}`,
              detail: `entry ${seq}`,
              apply: insert(`entry: ${seq}`, true),
            }))
          : tokenOptions(source);
        return {
          from: typed.from,
          // In the order they are given in: the most needed first, entries as they happened.
          options: options.map((option, index) => ({
            ...option,
            label: `${typed.text[0]}${option.label}`,
            displayLabel: option.label,
            boost: -Math.min(index, 99),
          })),
          validFor: /^[#@][\p{L}\p{N} .:-]*$/u,
        };
      },
    ],
  });

/** As if the sign had been typed, where a button was pressed. */
export function offer(view: EditorView, sign: "#" | "@"): void {
  view.focus();
  const { head } = view.state.selection.main;
  const before = view.state.sliceDoc(Math.max(0, head - 1), head);
  const text = before === "" || /\s/.test(before) ? sign : ` ${sign}`;
  view.dispatch({
    changes: { from: head, insert: text },
    selection: { anchor: head + text.length },
    userEvent: "input.type",
  });
  startCompletion(view);
}
