"use client";

import { type FormEvent, useState } from "react";
import { editNote, eraseEntry, removeNote } from "#lib/client/api.ts";
import { useDraft } from "#lib/client/use-drafts.ts";
import type { NoteVersion } from "#lib/domain/incidents/read-as-now.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { ReasonDialog } from "../incident/reason-dialog.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { formatClock } from "../ui/format.ts";
import { type Act, useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { Markdown } from "./markdown.tsx";
import type { NoteAsk } from "./note-menu.tsx";

const ERASED: Readonly<Partial<Record<TimelineEntry["body"]["kind"], string>>> = {
  "lines.pinned": "the lines pinned at",
  "attachment.added": "the file attached at",
};

interface NoteDialogsProps {
  readonly ask: NoteAsk;
  /** Texts of the note in order; empty where it was never edited. */
  readonly versions: readonly NoteVersion[];
  readonly onClose: () => void;
}

/** What a person is asked before something that was written is changed or taken away. */
export function NoteDialogs({ ask: { kind, entry }, versions, onClose }: NoteDialogsProps) {
  const act = useAct();
  const of = `of ${formatClock(entry.at)}`;
  const { incidentId, seq } = entry;
  const closing = (isDone: boolean) => isDone && onClose();
  switch (kind) {
    case "edit":
      return <EditDialog entry={entry} from={versions.at(-1)?.seq ?? seq} act={act} onClose={onClose} />;
    case "remove":
      return (
        <ReasonDialog
          title={`Remove the note ${of}`}
          why="A mark stays in its place. The text leaves the screens, the export and links made from now on; links made before keep it, and so does the database. A secret is erased instead."
          action="Remove"
          isReasonNeeded={false}
          isBusy={act.isBusy}
          failure={act.failure}
          onSubmit={(reason) =>
            void act.run(() => removeNote(incidentId, seq, reason === "" ? undefined : reason)).then(closing)
          }
          onClose={onClose}
        />
      );
    case "erase":
      return (
        <ReasonDialog
          title={`Erase ${ERASED[entry.body.kind] ?? "the note of"} ${formatClock(entry.at)} for good`}
          why="The text with all its versions is taken out of the database and of every link, and cannot be brought back. A mark with its digest stays, so the chain can still be proven. Backups made before keep it: change the secret itself."
          action="Erase"
          isBusy={act.isBusy}
          failure={act.failure}
          onSubmit={(reason) => void act.run(() => eraseEntry(incidentId, seq, reason)).then(closing)}
          onClose={onClose}
        />
      );
    case "versions":
      return (
        <Dialog isOpen onClose={onClose} title={`Versions of the note ${of}`}>
          <ol className="vers">
            {versions.toReversed().map((version, index) => (
              <li key={version.seq}>
                <h3>
                  <time className="mono">{formatClock(version.at)}</time>{" "}
                  {index === 0 ? "as it reads now" : index === versions.length - 1 ? "as it was written" : ""}
                </h3>
                <div className="prose">
                  <Markdown text={version.markdown} />
                </div>
              </li>
            ))}
          </ol>
        </Dialog>
      );
  }
}

interface EditDialogProps {
  readonly entry: TimelineEntry;
  readonly from: number;
  readonly act: Act;
  readonly onClose: () => void;
}

function EditDialog(props: EditDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={`Edit the note of ${formatClock(props.entry.at)}`}
      description="The text before stays among its versions. Who may read it stays as it was."
      isDescriptionShown
    >
      <EditForm {...props} />
    </Dialog>
  );
}

/** Inside the dialog, whose keys hide those of the screen beneath. What is typed survives the tab, like a new note. */
function EditForm({ entry, from, act, onClose }: EditDialogProps) {
  const { incidentId, seq, body, visibility } = entry;
  const before = body.kind === "note" ? body.markdown : "";
  // The version that was there when it was opened: another one is told, not overwritten.
  const [seen] = useState(from);
  const draft = useDraft(`${incidentId}.note-${seq}`);
  const [text, setText] = useState(draft.text === "" ? before : draft.text);
  const isReady = text.trim() !== "" && text.trim() !== before.trim();
  function change(next: string): void {
    setText(next);
    draft.write({ text: next, visibility });
  }
  function leave(): void {
    draft.write({ text: "", visibility });
    onClose();
  }
  function submit(): void {
    if (!isReady || act.isBusy) return;
    void act
      .run(() => editNote(incidentId, seq, { markdown: text.trim(), from: seen }))
      .then((isDone) => isDone && leave());
  }
  useKeys([{ keys: "Ctrl+Enter", does: "save", run: submit }]);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    submit();
  }
  return (
    <form onSubmit={onSubmit} className="frm">
      <textarea
        ref={focusNow}
        className="inp"
        aria-label="Text of the note"
        rows={5}
        maxLength={20_000}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <FormEnd
        action="Save"
        isLongText
        isReady={isReady && !act.isBusy}
        failure={act.failure}
        onCancel={leave}
      />
    </form>
  );
}
