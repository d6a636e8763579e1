import { type Range, StateEffect } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import { hintsOf } from "#lib/domain/postmortem/hints.ts";
import type { LiveFigure } from "#lib/domain/postmortem/live-figures.ts";
import { linesOf, UNCLOSED } from "#lib/domain/postmortem/text-lines.ts";
import {
  BLOCKS,
  type BlockName,
  FIGURES,
  isBlock,
  isFigure,
  mistakeIn,
  QUESTIONS,
  type QuestionId,
  type Token,
  tokensOf,
  tokensOfLine,
} from "#lib/domain/postmortem/tokens.ts";

/*
 * Tokens as they will read: a figure is a chip with its value, a block a row with its name. Where the cursor is, the token
 * itself is shown, so that it can be typed over or taken away like any other text.
 */

/** What chips show comes from elsewhere and changed. */
export const refreshChips = StateEffect.define<null>();

export interface ChipSource {
  readonly figure: (name: string) => LiveFigure | undefined;
  /** "Bob wrote: it hangs"; undefined while it was not read. */
  readonly entry: (seq: number) => string | undefined;
}

const TYPE_OVER = "two presses to type over it";
/** Longer values are sentences. */
const CHIP_LENGTH = 40;

class Chip extends WidgetType {
  readonly text: string;
  readonly title: string;
  readonly look: string;

  constructor(text: string, title: string, look: string) {
    super();
    this.text = text;
    this.title = title;
    this.look = look;
  }

  override eq(other: Chip): boolean {
    return other.text === this.text && other.title === this.title && other.look === this.look;
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement("span");
    chip.className = `fx ${this.look}`;
    chip.textContent = this.text;
    chip.title = this.title;
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

class BlockRow extends WidgetType {
  readonly text: string;
  readonly note: string;

  constructor(text: string, note: string) {
    super();
    this.text = text;
    this.note = note;
  }

  override eq(other: BlockRow): boolean {
    return other.text === this.text && other.note === this.note;
  }

  override toDOM(): HTMLElement {
    const row = document.createElement("span");
    row.className = "blk";
    const name = document.createElement("span");
    name.textContent = this.text;
    const note = document.createElement("span");
    note.className = "i3 t12";
    note.textContent = this.note;
    row.append(name, note);
    return row;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const CHOSEN: Readonly<Record<string, string>> = {
  key: "what people did, and what began and ended",
  shared: "what was marked for readers",
  all: "every entry",
};

function blockWords(name: BlockName, argument: string | undefined, source: ChipSource): string {
  if (name === "timeline") return `Timeline: ${CHOSEN[argument ?? "all"]}`;
  if (name === "entry") return source.entry(Number(argument)) ?? `Entry ${argument} of the timeline`;
  if (name === "known") return QUESTIONS[argument as QuestionId];
  return BLOCKS[name];
}

function chipOf({ name, argument }: Token, source: ChipSource): WidgetType | undefined {
  if (isBlock(name)) {
    const note =
      name === "entry" ? "from the timeline" : name === "known" ? "answer below" : "follows the timeline";
    return new BlockRow(
      blockWords(name, argument, source),
      name === "actions" ? "edited below the text" : note,
    );
  }
  if (!isFigure(name)) return undefined;
  const { value = "…", unknownBecause } = source.figure(name) ?? {};
  if (argument !== undefined)
    return new Chip(argument, `${FIGURES[name]}, typed over by hand; the timeline says ${value}`, "ov");
  return unknownBecause === undefined
    ? new Chip(value, `${FIGURES[name]}; ${TYPE_OVER}`, value.length > CHIP_LENGTH ? "long" : "")
    : new Chip(value, `${FIGURES[name]}: ${unknownBecause}; ${TYPE_OVER}`, "unk");
}

const HEADING = /^ {0,3}(#{1,3})[ \t]+/;

function decorate(view: EditorView, source: ChipSource): DecorationSet {
  const found: Range<Decoration>[] = [];
  const { head, anchor } = view.state.selection.main;
  const isTouched = (from: number, to: number) =>
    view.hasFocus && Math.min(head, anchor) <= to && Math.max(head, anchor) >= from;
  const text = view.state.doc.toString();
  for (const { from, to } of hintsOf(text)) found.push(Decoration.mark({ class: "pm-hint" }).range(from, to));
  for (const [index, line] of linesOf(text).entries()) {
    if (line.isCode) {
      found.push(Decoration.line({ class: "pm-code" }).range(line.from));
      if (line.isUnclosed)
        found.push(
          Decoration.mark({ class: "pm-bad", attributes: { title: UNCLOSED } }).range(
            line.from,
            line.from + line.text.length,
          ),
        );
      continue;
    }
    const heading = HEADING.exec(line.text);
    if (heading !== null) {
      found.push(Decoration.line({ class: `pm-h${heading[1]?.length}` }).range(line.from));
      found.push(Decoration.mark({ class: "pm-sign" }).range(line.from, line.from + heading[0].length));
    }
    for (const token of tokensOfLine(line, index + 1)) {
      const mistake = mistakeIn(token);
      if (mistake !== undefined) {
        const mark = Decoration.mark({ class: "pm-bad", attributes: { title: mistake } });
        found.push(mark.range(token.from, token.to));
        continue;
      }
      const widget = isTouched(token.from, token.to) ? undefined : chipOf(token, source);
      const shown = widget ? Decoration.replace({ widget }) : Decoration.mark({ class: "pm-token" });
      found.push(shown.range(token.from, token.to));
    }
  }
  return Decoration.set(found, true);
}

export const tokenChips = (source: ChipSource) =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = decorate(view, source);
      }

      update(update: ViewUpdate): void {
        const isAsked = update.transactions.some(({ effects }) =>
          effects.some((effect) => effect.is(refreshChips)),
        );
        if (update.docChanged || update.selectionSet || update.focusChanged || isAsked)
          this.decorations = decorate(update.view, source);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );

/** Two presses on a figure: what it shows stands there as words, selected, to be typed over. */
export const typeOverByPointer = (source: ChipSource) =>
  EditorView.domEventHandlers({
    dblclick(event, view) {
      // The first press has shown the token itself in the place of its chip.
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      const token = tokensOf(view.state.doc.toString()).find(
        ({ name, from, to }) => isFigure(name) && at !== null && at >= from && at <= to,
      );
      if (token === undefined) return false;
      const words = token.argument ?? source.figure(token.name)?.value ?? "";
      const from = token.from + `{{${token.name}: `.length;
      view.dispatch({
        changes: { from: token.from, to: token.to, insert: `{{${token.name}: ${words}}}` },
        selection: { anchor: from, head: from + words.length },
        userEvent: "input",
      });
      event.preventDefault();
      return true;
    },
  });
