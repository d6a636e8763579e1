"use client";

import { Paperclip } from "lucide-react";
import { useRef, useState } from "react";
import { sendFile } from "#lib/client/send-file.ts";
import type { Visibility } from "#lib/domain/timeline.ts";
import { Button } from "../ui/button.tsx";
import { Mark } from "../ui/mark.tsx";

interface Sending {
  readonly file: File;
  readonly clientKey: string;
  readonly visibility: Visibility;
  readonly sentRatio: number;
  /** Why it is not there; it can be sent again. */
  readonly failure?: string;
}

export interface Attaching {
  readonly files: readonly Sending[];
  readonly attach: (files: readonly File[], visibility: Visibility) => void;
  readonly again: (sending: Sending) => void;
  readonly dismiss: (sending: Sending) => void;
}

/** Files that are on their way to a timeline. They live as long as the tab; notes alone are kept beyond it. */
export function useAttaching(incidentId: string): Attaching {
  const [files, setFiles] = useState<readonly Sending[]>([]);
  const change = (key: string, next: (one: Sending) => Sending | undefined) =>
    setFiles((held) => held.flatMap((one) => (one.clientKey === key ? (next(one) ?? []) : one)));

  async function send({ file, clientKey, visibility }: Sending): Promise<void> {
    change(clientKey, ({ failure: _, ...one }) => ({ ...one, sentRatio: 0 }));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const answer = await sendFile(
      incidentId,
      { name: file.name, bytes },
      { visibility, clientKey },
      (sentRatio) => change(clientKey, (one) => ({ ...one, sentRatio })),
    );
    change(clientKey, (one) => (answer.kind === "done" ? undefined : { ...one, failure: answer.message }));
  }

  return {
    files,
    attach(chosen, visibility) {
      const added = chosen.map((file) => ({
        file,
        visibility,
        clientKey: crypto.randomUUID(),
        sentRatio: 0,
      }));
      setFiles((held) => [...held, ...added]);
      for (const one of added) void send(one);
    },
    again: (sending) => void send(sending),
    dismiss: ({ clientKey }) => change(clientKey, () => undefined),
  };
}

/** Beside the note: a file to attach. Pictures can be pasted into the note as well. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="File to attach"
        accept=".png,.jpg,.jpeg,.txt,.log,.json"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button look="quiet" isSmall className="i2 pinb" onClick={() => input.current?.click()}>
        <Paperclip className="ic" size={14} aria-hidden />
        <span className="lbl">Attach</span>
      </Button>
    </>
  );
}

export function SendingFiles({ attaching }: { readonly attaching: Attaching }) {
  return attaching.files.map((sending) => (
    <div
      key={sending.clientKey}
      className={sending.failure === undefined ? "wait" : "wait bad"}
      role="status"
    >
      <Mark name={sending.failure === undefined ? "waiting" : "failing"} size={13} />
      <span className="ell">{sending.file.name}</span>
      <span className="t12 i3">
        {sending.failure === undefined
          ? `is being sent, ${Math.round(sending.sentRatio * 100)} %`
          : `not attached: ${sending.failure}`}
      </span>
      {sending.failure !== undefined && (
        <span className="row">
          <button type="button" className="lk t12" onClick={() => attaching.again(sending)}>
            Send again
          </button>
          <button type="button" className="lk t12" onClick={() => attaching.dismiss(sending)}>
            Leave it
          </button>
        </span>
      )}
    </div>
  ));
}
