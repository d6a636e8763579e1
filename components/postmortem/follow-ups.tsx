"use client";

import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { readPeople } from "#lib/client/api.ts";
import { useToday } from "#lib/client/hooks.ts";
import { addFollowUp, changeFollowUp, removeFollowUp } from "#lib/client/postmortem-api.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import type { NamedPerson } from "#lib/domain/incident.ts";
import {
  type Day,
  FOLLOW_UP_KINDS,
  FOLLOW_UP_LIMIT,
  type FollowUp,
  type FollowUpKind,
} from "#lib/domain/postmortem/document.ts";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";
import { type Act, useAct } from "../ui/use-act.ts";
import { DayField, typedDay } from "./day-field.tsx";
import { useKeptText } from "./use-kept-text.ts";

interface FollowUpsProps {
  readonly incidentId: string;
  readonly followUps: readonly FollowUp[];
  readonly canWrite: boolean;
}

/** What changes after the incident: who does it, until when. Goes on after the text is published. */
export function FollowUps({ incidentId, followUps, canWrite }: FollowUpsProps) {
  const act = useAct();
  const people = useAnswer(canWrite ? readPeople : readNobody, undefined);
  const owners = people?.kind === "done" ? people.value : [];
  const today = useToday();
  return (
    <section className="fu" aria-labelledby="follow-ups">
      <h2 id="follow-ups">
        Actions <span className="t12 i3">{followUps.length === 0 ? "none yet" : followUps.length}</span>
      </h2>
      <ul>
        {followUps.map((followUp) => (
          <li key={followUp.id}>
            {canWrite ? (
              <FollowUpForm
                incidentId={incidentId}
                followUp={followUp}
                owners={owners}
                today={today}
                act={act}
              />
            ) : (
              <FollowUpLine followUp={followUp} />
            )}
          </li>
        ))}
      </ul>
      {canWrite && <NewFollowUp incidentId={incidentId} act={act} />}
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
    </section>
  );
}

/** Who may only read is told nobody's name. */
const readNobody = async (): ReturnType<typeof readPeople> => ({ kind: "done", value: [] });

function FollowUpLine({ followUp }: { readonly followUp: FollowUp }) {
  const { text, kind, owner, dueOn, doneAt } = followUp;
  return (
    <p>
      {text}{" "}
      <span className="t12 i3">
        {kind}, {owner?.name ?? "nobody yet"}, {doneAt === undefined ? (dueOn ?? "no date") : "done"}
      </span>
    </p>
  );
}

function FollowUpForm({
  incidentId,
  followUp,
  owners,
  today,
  act,
}: {
  readonly incidentId: string;
  readonly followUp: FollowUp;
  readonly owners: readonly NamedPerson[];
  readonly today: Day;
  readonly act: Act;
}) {
  const { id, text, kind, owner, dueOn, doneAt } = followUp;
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const change = (changed: Parameters<typeof changeFollowUp>[2]) =>
    act.run(() => changeFollowUp(incidentId, id, changed));
  const isKnown = owner === undefined || owners.some(({ userId }) => userId === owner.userId);
  return (
    <div className="fu-row">
      <input
        type="checkbox"
        aria-label={`Done: ${text}`}
        checked={doneAt !== undefined}
        onChange={(event) => void change({ isDone: event.target.checked })}
      />
      <input
        className="inp"
        aria-label="Action"
        maxLength={FOLLOW_UP_LIMIT}
        value={typed ?? text}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed !== undefined && typed.trim() !== "" && typed !== text)
            void change({ text: typed }).then((isDone) => isDone && setTyped(undefined));
          else setTyped(undefined);
        }}
      />
      <select
        className="inp"
        aria-label={`Kind of ${text}`}
        value={kind}
        onChange={(event) => void change({ kind: event.target.value as FollowUpKind })}
      >
        {FOLLOW_UP_KINDS.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <select
        className="inp"
        aria-label={`Owner of ${text}`}
        value={owner?.userId ?? ""}
        onChange={(event) => void change({ ownerId: event.target.value === "" ? null : event.target.value })}
      >
        <option value="">nobody yet</option>
        {!isKnown && owner !== undefined && <option value={owner.userId}>{owner.name}</option>}
        {owners.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
      </select>
      <DueDay
        label={`Due day of ${text}`}
        dueOn={dueOn}
        today={today}
        onSet={(day) => change({ dueOn: day })}
      />
      <button
        type="button"
        className="btn quiet sm sq"
        aria-label={`Remove ${text}`}
        onClick={() => void act.run(() => removeFollowUp(incidentId, id))}
      >
        <X className="ic" size={14} aria-hidden />
      </button>
    </div>
  );
}

/** Kept as it was typed where it is no day: nobody types it twice. */
function DueDay({
  label,
  dueOn,
  today,
  onSet,
}: {
  readonly label: string;
  readonly dueOn: Day | undefined;
  readonly today: Day;
  readonly onSet: (day: Day | null) => Promise<boolean>;
}) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  function leave(): void {
    const day = typed === undefined ? (dueOn ?? null) : typedDay(typed, today);
    if (day === undefined) return;
    if (day === (dueOn ?? null)) setTyped(undefined);
    else void onSet(day).then((isDone) => isDone && setTyped(undefined));
  }
  return (
    <div className="fu-day">
      <DayField
        label={label}
        text={typed ?? dueOn ?? ""}
        today={today}
        areWordsShown={typed !== undefined}
        onText={setTyped}
        onLeave={leave}
        onKeyDown={(event) => {
          if (event.key === "Enter") leave();
          else if (event.key === "Escape") setTyped(undefined);
        }}
      />
    </div>
  );
}

function NewFollowUp({ incidentId, act }: { readonly incidentId: string; readonly act: Act }) {
  const [text, setText] = useKeptText(`action.${incidentId}`);
  const [kind, setKind] = useState<FollowUpKind>("prevent");
  function submit(event: FormEvent): void {
    event.preventDefault();
    void act
      .run(() => addFollowUp(incidentId, { text: text.trim(), kind }))
      .then((isDone) => {
        if (isDone) setText("");
      });
  }
  return (
    <form className="fu-new" onSubmit={submit}>
      <input
        className="inp"
        aria-label="New action"
        placeholder="What changes, so that it does not happen again"
        maxLength={FOLLOW_UP_LIMIT}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <select
        className="inp"
        aria-label="Kind of the new action"
        value={kind}
        onChange={(event) => setKind(event.target.value as FollowUpKind)}
      >
        {FOLLOW_UP_KINDS.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <Button type="submit" isSmall disabled={text.trim() === "" || act.isBusy}>
        Add
      </Button>
    </form>
  );
}
