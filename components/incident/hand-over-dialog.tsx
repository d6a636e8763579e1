"use client";

import { type FormEvent, useState } from "react";
import { readPeople } from "#lib/client/api.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import type { IncidentRole } from "#lib/domain/incident.ts";
import { ROLE_DUTIES, ROLE_WORDS } from "#lib/domain/incidents/role-words.ts";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { Select } from "../ui/select.tsx";
import type { Act } from "../ui/use-act.ts";

interface HandOverDialogProps {
  readonly role: IncidentRole;
  readonly holderId: string | undefined;
  readonly act: Act;
  readonly onHand: (userId: string) => void;
  readonly onClose: () => void;
}

/** To whom: everybody who may work on incidents. The name stands on the timeline, so it is chosen and not typed. */
export function HandOverDialog({ role, holderId, act, onHand, onClose }: HandOverDialogProps) {
  const people = useAnswer(readPeople, undefined);
  const [chosen, setChosen] = useState("");
  const others =
    people?.kind === "done" ? people.value.filter(({ userId }) => userId !== holderId) : undefined;
  const failure = people?.kind === "failed" ? people.message : act.failure;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (chosen !== "") onHand(chosen);
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Hand ${ROLE_WORDS[role]} over`}
      description={`${ROLE_WORDS[role]} ${ROLE_DUTIES[role]}.`}
      isDescriptionShown
    >
      <form className="frm" onSubmit={submit}>
        <Select
          ref={focusNow}
          label="To"
          value={chosen}
          options={[
            {
              value: "",
              text: others?.length === 0 ? "Nobody else may work on incidents" : "Choose a person",
            },
            ...(others ?? []).map(({ userId, name }) => ({ value: userId, text: name })),
          ]}
          onChange={setChosen}
        />
        <FormEnd
          action="Hand over"
          isReady={chosen !== "" && !act.isBusy}
          failure={failure}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
