"use client";

import { type FormEvent, useState } from "react";
import { readPeople } from "#lib/client/api.ts";
import { changeFollowUp } from "#lib/client/postmortem-api.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import type { Day } from "#lib/domain/postmortem/document.ts";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Select } from "../ui/select.tsx";
import { useAct } from "../ui/use-act.ts";
import type { ActionItem } from "./action-list.ts";
import { DayField, typedDay } from "./day-field.tsx";

/** Whose an action is and until when; the date is typed. */
export function ActionDialog({
  item,
  asks,
  today,
  onClose,
}: {
  readonly item: ActionItem;
  readonly asks: "owner" | "day";
  readonly today: Day;
  readonly onClose: () => void;
}) {
  const people = useAnswer(readPeople, undefined);
  const act = useAct();
  const [ownerId, setOwnerId] = useState<string>(item.owner?.userId ?? "");
  const [text, setText] = useState(item.dueOn ?? "");
  const dueOn = typedDay(text, today);
  const isReady = dueOn !== undefined && !act.isBusy;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isReady) return;
    const change = {
      ...(ownerId !== (item.owner?.userId ?? "") && { ownerId: ownerId === "" ? null : ownerId }),
      ...(dueOn !== (item.dueOn ?? null) && { dueOn }),
    };
    if (Object.keys(change).length === 0) {
      onClose();
      return;
    }
    void act
      .run(() => changeFollowUp(item.incidentId, item.id, change))
      .then((isDone) => isDone && onClose());
  }
  const known = people?.kind === "done" ? people.value : [];
  // Who has it may have lost the role since: the name stays to be seen.
  const holder = item.owner === undefined || known.some(({ userId }) => userId === item.owner?.userId);
  const options = [
    { value: "", text: "Nobody yet" },
    ...(holder || item.owner === undefined
      ? []
      : [{ value: item.owner.userId as string, text: item.owner.name }]),
    ...known.map(({ userId, name }) => ({ value: userId as string, text: name })),
  ];
  return (
    <Dialog isOpen onClose={onClose} title="Owner and date">
      <form className="frm" onSubmit={submit}>
        <p className="actq">
          <MachineText text={item.text} limit={500} />{" "}
          <span className="i3">
            {item.kind}, {item.incidentId}
          </span>
        </p>
        <Select
          {...(asks === "owner" && { ref: focusNow })}
          label="Owner"
          value={ownerId}
          options={options}
          onChange={setOwnerId}
        />
        <DayField
          {...(asks === "day" && { inputRef: focusNow })}
          label="Due on"
          isLabelShown
          text={text}
          today={today}
          onText={setText}
        />
        <FormEnd
          action="Set"
          isReady={isReady}
          failure={people?.kind === "failed" ? people.message : act.failure}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
