"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { sendImport } from "#lib/client/send-file.ts";
import { IMPORT_LIMIT_BYTES } from "#lib/domain/incidents/import-limit.ts";
import type { ImportedSummary } from "#lib/protocol/imported-views.ts";
import { places } from "../shell/places.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";
import { Moment } from "../ui/times.tsx";
import { useAct } from "../ui/use-act.ts";

/** Reads an export of another Foghorn. What is refused is said with its reason, and nothing of it stays. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const [file, setFile] = useState<File | undefined>(undefined);
  const [sentRatio, setSentRatio] = useState(0);
  const [known, setKnown] = useState<ImportedSummary | undefined>(undefined);
  const act = useAct();

  function choose(chosen: File | undefined): void {
    setFile(chosen);
    setKnown(undefined);
    act.dismiss();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (file === undefined || act.isBusy) return;
    setKnown(undefined);
    setSentRatio(0);
    void act.run(async () => {
      // Larger ones are refused before they are read: a browser would hold all of it.
      const bytes = new Uint8Array(await file.slice(0, IMPORT_LIMIT_BYTES + 1).arrayBuffer());
      const answer = await sendImport({ name: file.name, bytes }, crypto.randomUUID(), setSentRatio);
      if (answer.kind === "done" && answer.value !== null) {
        if (answer.value.isNew) router.push(places.imported(answer.value.imported.id));
        else setKnown(answer.value.imported);
      }
      return answer;
    });
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Import an incident"
      description="Of another Foghorn, from its export as JSON. The file is checked from its first entry to its last before anything of it is stored. It becomes a page to read: nobody works on it, and it counts in no figure."
      isDescriptionShown
    >
      <form className="frm" onSubmit={submit}>
        <label htmlFor="import-file">The export, up to {IMPORT_LIMIT_BYTES / 1_024 ** 2} MiB</label>
        <input
          ref={focusNow}
          id="import-file"
          className="inp"
          type="file"
          accept=".json,application/json"
          onChange={(event) => choose(event.target.files?.[0])}
        />
        {act.isBusy && (
          <p className="i2 t12" role="status">
            {sentRatio < 1 ? `Sending, ${Math.round(sentRatio * 100)} %` : "Checking every entry"}
          </p>
        )}
        {known !== undefined && (
          <Message
            kind="done"
            action={
              <ButtonLink isSmall href={places.imported(known.id)}>
                Open it
              </ButtonLink>
            }
          >
            This incident is here already, from the same file:{" "}
            <MachineText text={known.importedBy.name} limit={60} /> imported it,{" "}
            <Moment at={known.importedAt} />.
          </Message>
        )}
        <FormEnd
          action="Import"
          isReady={file !== undefined && !act.isBusy}
          failure={act.failure}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
