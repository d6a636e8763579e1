"use client";

import { type FormEvent, useState } from "react";
import { confirmMilestone, excludeMilestone } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import type { Milestone } from "#lib/domain/incident.ts";
import { MILESTONE_WORDS } from "#lib/domain/incidents/state-words.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { formatClock, formatDay } from "../ui/format.ts";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { parseMoment } from "./parse-moment.ts";

interface MilestoneFormProps {
  readonly incident: IncidentDetail;
  readonly milestone: Milestone;
  readonly what: "time" | "not-applicable";
  readonly onClose: () => void;
}

/** A person's word on one milestone: when it was, or why there was none. */
export function MilestoneForm({ incident, milestone, what, onClose }: MilestoneFormProps) {
  const isTime = what === "time";
  const known = incident.milestones[milestone] ?? incident.proposedImpactAt;
  const [text, setText] = useState(isTime && known !== undefined ? new Date(known).toISOString() : "");
  const act = useAct();
  const now = useNow();
  const at = isTime ? parseMoment(text, now) : undefined;
  const isReady = isTime ? at !== undefined && at <= now : text.trim() !== "";
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isReady) return;
    void act
      .run(() =>
        at === undefined
          ? excludeMilestone(incident.id, { milestone, notApplicable: text.trim() })
          : confirmMilestone(incident.id, { milestone, milestoneAt: at }),
      )
      .then((isDone) => isDone && onClose());
  }
  const name = MILESTONE_WORDS[milestone];
  return (
    <form className="frm msf" onSubmit={submit}>
      <label htmlFor="milestone">
        {isTime ? `${name}, in UTC` : `Why ${name.toLowerCase()} is not applicable`}
      </label>
      <input
        ref={focusNow}
        id="milestone"
        className={isTime ? "inp mono" : "inp"}
        autoComplete="off"
        maxLength={2_000}
        aria-describedby="milestone-help"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p id="milestone-help" className="t12 i3">
        {isTime
          ? isReady
            ? `${formatDay(at ?? 0, now)}, ${formatClock(at ?? 0)} UTC, estimated by you`
            : "A time in the past: 03:07, 03:07:44, -12m, or an ISO time"
          : "Figures that need it are not applicable either, and never zero."}
      </p>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      <div className="row">
        <Button type="submit" look="primary" isSmall disabled={!isReady || act.isBusy}>
          {isTime ? "Set the time" : "Not applicable"}
        </Button>
        <Button isSmall onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
