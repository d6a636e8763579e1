"use client";

import { type FormEvent, useState } from "react";
import { confirmMilestone } from "#lib/client/api.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { formatClock, formatDay } from "../ui/format.ts";
import { useAct } from "../ui/use-act.ts";
import { parseMoment } from "./parse-moment.ts";
import { impactOf } from "./strip.ts";

/** Since when did it hurt: a person's word, until then only a proposal. */
export function ImpactDialog({
  incident,
  now,
  onClose,
}: {
  readonly incident: IncidentDetail;
  readonly now: number;
  readonly onClose: () => void;
}) {
  const impact = impactOf(incident);
  const [text, setText] = useState(impact.at === undefined ? "" : new Date(impact.at).toISOString());
  const act = useAct();
  const at = parseMoment(text, now);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (at === undefined || at > now) return;
    void act
      .run(() => confirmMilestone(incident.id, { milestone: "impact-started", milestoneAt: at }))
      .then((isDone) => isDone && onClose());
  }
  return (
    <Dialog isOpen onClose={onClose} title="When the impact began">
      <form onSubmit={submit} className="frm">
        <p className="i2">
          {incident.proposedImpactAt === undefined
            ? "No evidence proposes a time. Figures that count from the impact stay unknown until somebody knows it."
            : `The earliest evidence is of ${formatClock(incident.proposedImpactAt)} UTC. Figures that count from the impact use a time only once a person has confirmed it.`}
        </p>
        <label htmlFor="impact">Began, in UTC</label>
        <input
          ref={focusNow}
          id="impact"
          className="inp mono"
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-describedby="impact-help"
          autoComplete="off"
        />
        <p id="impact-help" className="t12 i3">
          {at === undefined
            ? "03:07, 03:07:44, -12m, or a pasted ISO time"
            : at > now
              ? "That is in the future."
              : `${formatDay(at, now)}, ${formatClock(at)} UTC`}
        </p>
        <FormEnd
          action="Confirm"
          isReady={at !== undefined && at <= now && !act.isBusy}
          failure={act.failure}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
