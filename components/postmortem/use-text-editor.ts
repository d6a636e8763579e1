"use client";

import { completionKeymap } from "@codemirror/autocomplete";
import { collab, getSyncedVersion } from "@codemirror/collab";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { getNonce } from "get-nonce";
import { useCallback, useEffect, useRef, useState } from "react";
import { moveCursor, readEdits, sendEdits } from "#lib/client/postmortem-api.ts";
import { createTextSync, type SyncStatus, type TextSync } from "#lib/client/text-sync.ts";
import { outlineOf, sectionAt } from "#lib/domain/postmortem/outline.ts";
import type { PostmortemText, PostmortemWriter } from "#lib/protocol/postmortem-views.ts";
import { adoptPageNonce } from "../ui/style-nonce.ts";
import { createOwnCursor } from "./own-cursor.ts";
import { remoteCursors, showCursors } from "./remote-cursors.ts";
import { type ChipSource, refreshChips, tokenChips, typeOverByPointer } from "./token-chips.ts";
import { type EntryChoice, tokenCompletion } from "./token-completion.ts";

adoptPageNonce();

interface TextEditorOptions {
  readonly incidentId: string;
  readonly initial: PostmortemText;
  /** Newest revision the server told of. */
  readonly revision: number;
  readonly isReadOnly: boolean;
  /** Who else writes in it now. */
  readonly others: readonly PostmortemWriter[];
  readonly source: ChipSource;
  readonly entries: () => Promise<readonly EntryChoice[]>;
}

export interface TextEditor {
  /** Where it is drawn. */
  readonly ref: (element: HTMLElement | null) => void;
  readonly view: () => EditorView | undefined;
  readonly text: string;
  /** Title of the section the cursor is in. */
  readonly section: string;
  readonly status: SyncStatus;
  /** Words of an earlier window that could not be added. */
  readonly orphan: { readonly words: string; readonly why: string } | undefined;
  readonly dismissOrphan: () => void;
  readonly flush: () => void;
}

/** An editor of one text that others edit as well. */
export function useTextEditor(options: TextEditorOptions): TextEditor {
  const { incidentId, initial, revision, isReadOnly } = options;
  const latest = useRef(options);
  latest.current = options;
  const held = useRef<{ readonly view: EditorView; readonly sync: TextSync } | undefined>(undefined);
  const [text, setText] = useState(initial.text);
  const [section, setSection] = useState("");
  const [status, setStatus] = useState<SyncStatus>({ kind: "saved" });
  const [orphan, setOrphan] = useState<{ words: string; why: string } | undefined>(undefined);
  const [synced, setSynced] = useState(initial.revision);
  const [element, setElement] = useState<HTMLElement | null>(null);

  useEffect(() => {
    if (element === null) return;
    const { initial: start } = latest.current;
    const source: ChipSource = {
      figure: (name) => latest.current.source.figure(name),
      entry: (seq) => latest.current.source.entry(seq),
    };
    const sectionNow = () =>
      sectionAt(outlineOf(view.state.doc.toString(), []), view.state.selection.main.head);
    const view = new EditorView({
      parent: element,
      state: EditorState.create({
        doc: start.text,
        extensions: [
          collab({ startVersion: start.revision, clientID: crypto.randomUUID() }),
          history(),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorState.readOnly.of(isReadOnly),
          EditorView.editable.of(!isReadOnly),
          EditorView.theme({
            "&": { fontSize: "15px", color: "var(--ink)" },
            "&.cm-focused": { outline: "none" },
            ".cm-scroller": { fontFamily: "var(--sans)", lineHeight: "24px", overflow: "visible" },
            ".cm-content": { padding: "0 0 12px", caretColor: "var(--ink)" },
            ".cm-line": { padding: "0" },
            ".cm-placeholder": { color: "var(--ink-3)" },
            ".cm-cursor": { borderLeftColor: "var(--ink)" },
            ".cm-tooltip": { background: "var(--bg-1)", border: "1px solid var(--ctl)", color: "var(--ink)" },
            ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", maxHeight: "320px" },
            ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
              minHeight: "28px",
              padding: "4px 10px",
              display: "flex",
              gap: "12px",
            },
            ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
              background: "var(--bg-3)",
              color: "var(--ink)",
            },
            ".cm-tooltip.cm-tooltip-autocomplete > ul > completion-section": {
              padding: "6px 10px 2px",
              color: "var(--ink-3)",
              fontSize: "var(--t-11)",
              borderBottom: "0",
              opacity: "1",
            },
            ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
            ".cm-completionDetail": {
              marginLeft: "auto",
              font: "500 12px/18px var(--mono)",
              color: "var(--ink-2)",
            },
          }),
          EditorView.cspNonce.of(getNonce() ?? ""),
          EditorView.contentAttributes.of({
            "aria-label": "Text of the postmortem",
            spellcheck: "true",
            autocorrect: "on",
            autocapitalize: "sentences",
            dir: "auto",
            // Of what cannot be written in, the keys scroll.
            tabindex: "0",
          }),
          placeholder("Begin with a heading: ## Summary"),
          remoteCursors,
          tokenChips(source),
          isReadOnly ? [] : typeOverByPointer(source),
          isReadOnly ? [] : tokenCompletion(source, () => latest.current.entries()),
          EditorView.updateListener.of((update) => {
            setSynced(getSyncedVersion(update.state));
            if (update.docChanged) {
              setText(update.state.doc.toString());
              // What came from the server nobody here typed.
              if (!update.transactions.some((transaction) => transaction.annotation(Transaction.remote))) {
                own.typed();
                sync.changed();
              }
            } else if (update.selectionSet) own.moved();
            if (update.docChanged || update.selectionSet) setSection(sectionNow());
          }),
        ],
      }),
    });
    const sync = createTextSync({
      state: () => view.state,
      dispatch: (transaction) => view.dispatch(transaction),
      send: (sent) => sendEdits(incidentId, sent),
      read: (after) => readEdits(incidentId, after),
      section: sectionNow,
      storage: window.localStorage,
      name: incidentId,
      onStatus: setStatus,
      onOrphan: (words, why) => setOrphan({ words, why }),
    });
    const own = createOwnCursor({
      cursor: () => (sync.hasPending() ? undefined : sync.cursor()),
      tell: (cursor) => void moveCursor(incidentId, { section: sectionNow(), ...(cursor && { cursor }) }),
    });
    // Also for a page that is put away whole and may come back.
    window.addEventListener("pagehide", own.gone);
    held.current = { view, sync };
    sync.remote(latest.current.revision);
    return () => {
      held.current = undefined;
      window.removeEventListener("pagehide", own.gone);
      own.gone();
      sync.stop();
      view.destroy();
    };
  }, [element, incidentId, isReadOnly]);

  useEffect(() => held.current?.sync.remote(revision), [revision]);
  const { source, others } = options;
  useEffect(() => {
    const now = held.current;
    // A place in a revision that is not here yet is looked for again when it is.
    if (element === null || now === undefined || synced < 0) return;
    showCursors(
      now.view,
      // Nobody writes in what is frozen.
      isReadOnly
        ? []
        : others.map(({ id, name, told, cursor }) => ({
            id,
            name,
            told,
            at: cursor && now.sync.place(cursor),
          })),
    );
  }, [others, synced, element, isReadOnly]);
  useEffect(() => {
    if (source) held.current?.view.dispatch({ effects: refreshChips.of(null) });
  }, [source]);

  return {
    ref: setElement,
    view: useCallback(() => held.current?.view, []),
    text,
    section,
    status,
    orphan,
    dismissOrphan: useCallback(() => setOrphan(undefined), []),
    flush: useCallback(() => held.current?.sync.flush(), []),
  };
}
