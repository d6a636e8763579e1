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
import { dayWords, distanceWords, startOf } from "./follow-up-words.ts";
import { parseDay } from "./parse-day.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

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
  const isBare = text.trim() === "";
  const day = parseDay(text, today);
  const isReady = (isBare || day !== undefined) && !act.isBusy;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isReady) return;
    const dueOn = day ?? null;
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
        <label htmlFor="act-day">Due on</label>
        <input
          {...(asks === "day" && { ref: focusNow })}
          id="act-day"
          className="inp"
          value={text}
          placeholder="+14, friday, 15 Dec, 2026-12-15"
          autoComplete="off"
          aria-describedby="act-day-words"
          aria-invalid={!isBare && day === undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <p id="act-day-words" className="t12 i3" aria-live="polite">
          {isBare
            ? "Without a date it is never overdue. Type days from now (+14), a weekday, 15 Dec or 2026-12-15."
            : day === undefined
              ? "That is no day. Type days from now (+14), a weekday, 15 Dec or 2026-12-15."
              : `${WEEKDAYS[new Date(startOf(day)).getUTCDay()]} ${dayWords(day, today)}, ${distanceWords(day, today)}`}
        </p>
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
