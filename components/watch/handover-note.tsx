"use client";

import { type FormEvent, useState } from "react";
import { leaveHandover } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import { useDraft } from "#lib/client/use-drafts.ts";
import { HANDOVER_LIMIT, type Handover } from "#lib/domain/handover.ts";
import { Markdown } from "../timeline/markdown.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { formatMoment } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";

/** What the last watch wrote: a person's words, so they stand apart from what was read. */
function LastNote({ handover }: { readonly handover: Handover }) {
  const now = useNow();
  return (
    <blockquote className="hov">
      <p className="t12 i3">
        Handover, <MachineText text={handover.by.name} limit={64} />,{" "}
        <time dateTime={new Date(handover.at).toISOString()}>{formatMoment(handover.at, now)}</time>
      </p>
      <div className="prose">
        <Markdown text={handover.markdown} />
      </div>
    </blockquote>
  );
}

/** On the quiet Watch: what was left for this watch, and the way to leave something for the next. */
export function HandoverNote({
  handover,
  onWrite,
}: {
  readonly handover: Handover | undefined;
  /** Absent for those who only look on. */
  readonly onWrite: (() => void) | undefined;
}) {
  return (
    <section className="hovs" aria-label="Handover">
      {handover === undefined ? (
        <p className="i2">No watch has left a handover note yet.</p>
      ) : (
        <LastNote handover={handover} />
      )}
      {onWrite !== undefined && (
        <Button isSmall keyHint="n" onClick={onWrite}>
          Write handover
        </Button>
      )}
    </section>
  );
}

/** The note for the next watch, below the last one, which may still hold. What is typed survives the tab. */
export function HandoverDialog({
  handover,
  onClose,
}: {
  readonly handover: Handover | undefined;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Handover to the next watch"
      description="It stands on the quiet Watch for everybody until the next one is written. Markdown."
      isDescriptionShown
    >
      {handover !== undefined && <LastNote handover={handover} />}
      <HandoverForm handover={handover} onClose={onClose} />
    </Dialog>
  );
}

/** Inside the dialog, whose keys hide those of the screen beneath. */
function HandoverForm({ handover, onClose }: Parameters<typeof HandoverDialog>[0]) {
  const draft = useDraft("handover");
  const [text, setText] = useState(draft.text);
  const act = useAct();
  // The note that was there when it was opened: another one is told first, and then it has been seen.
  const [opened] = useState(handover?.id);
  const from = act.failure === undefined ? opened : handover?.id;
  const isReady = text.trim() !== "" && !act.isBusy;
  function change(next: string): void {
    setText(next);
    draft.write({ text: next, visibility: "internal" });
  }
  function submit(): void {
    if (!isReady) return;
    void act
      .run(() => leaveHandover({ markdown: text.trim(), ...(from !== undefined && { from }) }))
      .then((isDone) => {
        if (!isDone) return;
        change("");
        onClose();
      });
  }
  useKeys([{ keys: "Ctrl+Enter", does: "leave the note", run: submit }]);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    submit();
  }
  return (
    <form onSubmit={onSubmit} className="frm hovf">
      <label htmlFor="handover">What whoever comes next has to know</label>
      <textarea
        ref={focusNow}
        id="handover"
        className="inp"
        rows={4}
        maxLength={HANDOVER_LIMIT}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <FormEnd
        action="Leave the note"
        isLongText
        isReady={isReady}
        failure={act.failure}
        onCancel={onClose}
      />
    </form>
  );
}
