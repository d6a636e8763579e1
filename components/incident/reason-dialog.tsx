"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { useKeys } from "../ui/use-keys.tsx";

interface ReasonDialogProps {
  readonly title: string;
  /** Why a reason is asked for. */
  readonly why: string;
  readonly action: string;
  readonly isReasonNeeded?: boolean;
  /** False where something else is asked first, which takes the focus itself. */
  readonly isReasonFirst?: boolean;
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Asks for the sentence that stays on the timeline. */
export function ReasonDialog(props: ReasonDialogProps) {
  return (
    <Dialog isOpen onClose={props.onClose} title={props.title} description={props.why} isDescriptionShown>
      <ReasonForm {...props} />
    </Dialog>
  );
}

/** Inside the dialog, whose keys hide those of the screen beneath. */
function ReasonForm(props: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const isNeeded = props.isReasonNeeded ?? true;
  const isReady = !isNeeded || reason.trim() !== "";
  function submit(): void {
    if (isReady && !props.isBusy) props.onSubmit(reason.trim());
  }
  useKeys([{ keys: "Ctrl+Enter", does: props.action.toLowerCase(), run: submit }]);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    submit();
  }
  return (
    <form onSubmit={onSubmit} className="frm">
      {props.children}
      <label htmlFor="reason">Reason{isNeeded ? "" : ", if there is one"}, kept on the timeline</label>
      <textarea
        ref={props.isReasonFirst === false ? null : focusNow}
        id="reason"
        className="inp"
        rows={3}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <FormEnd
        action={props.action}
        isLongText
        isReady={isReady && !props.isBusy}
        failure={props.failure}
        onCancel={props.onClose}
      />
    </form>
  );
}
