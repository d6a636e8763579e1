import { type Extension, StateEffect, StateField, Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { initials } from "../ui/format.ts";

/* Where others write: a bar with their initials. What is typed, here or there, moves it until its person tells of a new place. */

export interface RemoteCursor {
  readonly id: string;
  readonly name: string;
  /** Another number each time its person tells of it. */
  readonly told: number;
  readonly at: number;
}

const setCursors = StateEffect.define<readonly RemoteCursor[]>();

class CursorWidget extends WidgetType {
  readonly name: string;
  readonly isAtEnd: boolean;
  readonly told: number;

  constructor(name: string, isAtEnd: boolean, told: number) {
    super();
    this.name = name;
    this.isAtEnd = isAtEnd;
    this.told = told;
  }

  override eq(other: CursorWidget): boolean {
    return other.name === this.name && other.isAtEnd === this.isAtEnd && other.told === this.told;
  }

  override toDOM(): HTMLElement {
    const bar = document.createElement("span");
    // The head of the page says in words who writes where.
    bar.ariaHidden = "true";
    bar.className = this.isAtEnd ? "rc end" : "rc";
    bar.dataset.initials = initials(this.name);
    bar.title = this.name;
    return bar;
  }
}

const cursorField = StateField.define<readonly RemoteCursor[]>({
  create: () => [],
  update(cursors, transaction) {
    // Before another's cursor one's own words push it on; what comes from the server is most often its own.
    const side = transaction.annotation(Transaction.remote) ? 1 : -1;
    const moved = transaction.docChanged
      ? cursors.map((cursor) => ({ ...cursor, at: transaction.changes.mapPos(cursor.at, side) }))
      : cursors;
    return transaction.effects.findLast((effect) => effect.is(setCursors))?.value ?? moved;
  },
});

const drawn = EditorView.decorations.compute([cursorField, "doc"], (state): DecorationSet => {
  const { doc } = state;
  const cursors = state.field(cursorField).map(({ name, at, told }) => {
    const place = Math.min(at, doc.length);
    const widget = new CursorWidget(name, doc.lineAt(place).to === place, told);
    return Decoration.widget({ widget, side: 1 }).range(place);
  });
  return Decoration.set(cursors, true);
});

export const remoteCursors: Extension = [cursorField, drawn];

/** Shows these and no others. One that was shown stays where it is until its place is known anew. */
export function showCursors(
  view: EditorView,
  cursors: readonly (Omit<RemoteCursor, "at"> & { readonly at: number | undefined })[],
): void {
  const before = view.state.field(cursorField);
  const shown = cursors.flatMap(({ id, name, told, at = before.find((one) => one.id === id)?.at }) =>
    at === undefined ? [] : [{ id, name, told, at }],
  );
  if (shown.length > 0 || before.length > 0) view.dispatch({ effects: setCursors.of(shown) });
}
