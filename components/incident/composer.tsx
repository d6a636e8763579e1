"use client";

import { CornerDownLeft } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import type { WaitingNote } from "#lib/client/drafts.ts";
import { useDraft, useOutbox } from "#lib/client/use-drafts.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Seg } from "../ui/seg.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { useMedia } from "../ui/use-media.ts";
import { AttachButton, SendingFiles, useAttaching } from "./attach-file.tsx";
import { CompletionList, useCompletion } from "./completions.tsx";
import { PinMenu } from "./pin-menu.tsx";

const WIDE = "(min-width: 761px)"; // as in room-small.css
const MARKS = "Markdown, @ for a person, # for a reading, / for an action";

/** Where people write. Who may read it is chosen before it is written; nothing typed is lost. */
export function Composer({ incident }: { readonly incident: IncidentDetail }) {
  const incidentId = incident.id;
  const draft = useDraft(incidentId);
  const outbox = useOutbox(incidentId);
  const field = useRef<HTMLTextAreaElement>(null);
  const hasRoom = useMedia(WIDE, true);
  const isEmpty = draft.text.trim() === "";
  const attaching = useAttaching(incidentId);
  const attach = (files: readonly File[]) => attaching.attach(files, draft.visibility);
  const completion = useCompletion(incident, field, draft.text, (text) =>
    draft.write({ text, visibility: draft.visibility }),
  );
  useKeys([
    { keys: "n", does: "note", run: () => field.current?.focus() },
    { keys: "Ctrl+Enter", does: "send the note", run: () => draft.send(), isHidden: true },
  ]);
  function onKeyDown(event: KeyboardEvent): void {
    if (completion.takeKey(event)) return;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    draft.send();
  }
  return (
    <div className={isEmpty ? "comp" : "comp typed"}>
      {outbox.notes.map((note) => (
        <Waiting key={note.clientKey} note={note} onTakeBack={() => outbox.takeBack(note.clientKey)} />
      ))}
      <SendingFiles attaching={attaching} />
      <div className="field">
        <CompletionList completion={completion} />
        <textarea
          ref={field}
          rows={2}
          {...completion.fieldProps}
          aria-label={`Note, ${draft.visibility === "shared" ? "on the shared link" : "internal"}`}
          placeholder={hasRoom ? `Write a note. ${MARKS}` : "Write a note"}
          maxLength={20_000}
          value={draft.text}
          onChange={(event) => draft.write({ text: event.target.value, visibility: draft.visibility })}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (files.length === 0) return;
            event.preventDefault();
            attach(files);
          }}
        />
      </div>
      <div className="row">
        <Seg
          label="Who may read it"
          value={draft.visibility}
          onChange={(visibility) => draft.write({ text: draft.text, visibility })}
          options={[
            { value: "internal", text: "Internal" },
            { value: "shared", text: "On the shared link" },
          ]}
        />
        <PinMenu incidentId={incidentId} hostIds={incident.hostIds} />
        <AttachButton onFiles={attach} />
        <button type="button" className="btn pri sm send" disabled={isEmpty} onClick={() => draft.send()}>
          <span className="sr">Add the note</span>
          <span className="d-only" aria-hidden>
            Add
          </span>
          <CornerDownLeft className="ic m-only" size={18} aria-hidden />
          <Kbd>Ctrl</Kbd>
          <Kbd>Enter</Kbd>
        </button>
      </div>
    </div>
  );
}

function Waiting({ note, onTakeBack }: { readonly note: WaitingNote; readonly onTakeBack: () => void }) {
  return (
    <div className={note.state === "refused" ? "wait bad" : "wait"} role="status">
      <Mark name={note.state === "refused" ? "failing" : "waiting"} size={13} />
      <span className="ell">
        <MachineText text={note.text} isMultiline limit={200} />
      </span>
      <span className="t12 i3">
        {note.state === "sending" && "is being sent"}
        {note.state === "waiting" && "waits for the link, kept in this browser"}
        {note.state === "refused" && `not saved: ${note.message ?? "refused"}`}
      </span>
      {note.state === "refused" && (
        <button type="button" className="lk t12" onClick={onTakeBack}>
          Back into the field
        </button>
      )}
    </div>
  );
}
