"use client";

import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Message } from "../ui/message.tsx";

/** Says what an act breaks before it is done. */
export function ReasonlessDialog(props: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      look="danger"
      title={props.title}
      description={props.text}
      isDescriptionShown
      footer={
        <>
          <Button look="guard" disabled={props.isBusy} onClick={props.onConfirm}>
            {props.action}
          </Button>
          <Button onClick={props.onClose}>Cancel</Button>
        </>
      }
    >
      {props.failure !== undefined && <Message kind="failed">{props.failure}</Message>}
    </Dialog>
  );
}
