"use client";

import { useState } from "react";
import { useNow, useTopic } from "#lib/client/hooks.ts";
import type { IncidentState } from "#lib/domain/incident.ts";
import { INCIDENT_SETTINGS, type IncidentSettings, reopenWords } from "#lib/domain/incidents/settings.ts";
import { STATE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { reasonNeededFor } from "#lib/domain/incidents/transitions.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { Act } from "../ui/use-act.ts";
import { endedAt, firstEnd } from "./end-answer.ts";
import { EndChoice } from "./end-choice.tsx";
import { answered, firstAnswer, isImpactOpen } from "./impact-answer.ts";
import { ImpactChoice } from "./impact-choice.tsx";
import { OtherIncident } from "./other-incident.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

/** What a person should know before it is done; undefined where nothing is asked. */
export const ASKS: Readonly<Partial<Record<IncidentState, string>>> = {
  mitigated: "This says that nobody outside feels it any more; the fault itself may go on.",
  resolved: "This says that the fault is over: the timers stop.",
  closed: "Closed is for good: nothing lands on it any more, and it cannot be opened again.",
  merged: "The entries of this incident stay where they are; its work goes on in the other one.",
};

/** What goes with a change of state. */
export interface StateAnswer {
  readonly reason: string;
  readonly mergedInto?: string;
  /** A person confirmed that the impact began then. */
  readonly impactAt?: EpochMs;
  /** It was so before the person said it. */
  readonly endedAt?: EpochMs;
}

interface StateDialogProps {
  readonly incident: IncidentDetail;
  readonly to: IncidentState;
  /** "Resolve" */
  readonly action: string;
  readonly act: Act;
  readonly onMove: (answer: StateAnswer) => void;
  readonly onClose: () => void;
}

function whyOf(to: IncidentState, settings: IncidentSettings): string {
  const asks = ASKS[to] ?? "";
  if (to !== "resolved") return asks;
  return settings.reopenWithinMs === 0
    ? `${asks} If the same cause comes back, it is another incident.`
    : `${asks} If the same cause comes back ${reopenWords(settings)}, this opens again with its history.`;
}

/** What is asked before a state that ends something, in one dialog. */
export function StateDialog({ incident, to, action, act, onMove, onClose }: StateDialogProps) {
  const now = useNow();
  const settings = useTopic("console").value?.incidentSettings ?? INCIDENT_SETTINGS;
  const [mergedInto, setMergedInto] = useState("");
  const [impact, setImpact] = useState(() => firstAnswer(incident));
  const asksImpact = to === "resolved" && isImpactOpen(incident);
  const [end, setEnd] = useState(() => firstEnd(incident));
  const asksEnd = to === "mitigated" || to === "resolved";
  const ended = asksEnd ? endedAt(end, incident, now) : { isReady: true };
  const began = asksImpact ? answered(impact, incident, now) : { isReady: true };
  const needed = reasonNeededFor(to, incident.symptoms);
  return (
    <ReasonDialog
      title={`${action} ${incident.id}`}
      why={needed ?? whyOf(to, settings)}
      action={action}
      isReasonNeeded={needed !== undefined}
      isReasonFirst={!asksEnd && to !== "merged"}
      isBusy={act.isBusy || !began.isReady || !ended.isReady || (to === "merged" && mergedInto === "")}
      failure={act.failure}
      onSubmit={(reason) =>
        onMove({
          reason,
          ...(to === "merged" && { mergedInto }),
          ...(began.at !== undefined && { impactAt: began.at }),
          ...(ended.at !== undefined && { endedAt: ended.at }),
        })
      }
      onClose={onClose}
    >
      {to === "merged" && <OtherIncident except={incident.id} value={mergedInto} onChange={setMergedInto} />}
      {asksImpact && (
        <ImpactChoice
          incident={incident}
          answer={impact}
          now={now}
          isReady={began.isReady}
          onChange={setImpact}
        />
      )}
      {asksEnd && (
        <EndChoice
          incident={incident}
          word={STATE_WORDS[to].toLowerCase()}
          answer={end}
          now={now}
          isReady={ended.isReady}
          isFirst={!asksImpact}
          onChange={setEnd}
        />
      )}
    </ReasonDialog>
  );
}
