"use client";

import { useState } from "react";
import { useNow } from "#lib/client/hooks.ts";
import { MILESTONES, type Milestone } from "#lib/domain/incident.ts";
import { DURATIONS } from "#lib/domain/incidents/durations.ts";
import {
  figureOf,
  type MilestoneState,
  milestoneState,
  milestoneWords,
} from "#lib/domain/incidents/milestone-words.ts";
import { MILESTONE_WORDS } from "#lib/domain/incidents/state-words.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Dialog } from "../ui/dialog.tsx";
import { formatDuration, formatMoment } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { MilestoneForm } from "./milestone-form.tsx";

interface MilestonesDialogProps {
  readonly incident: IncidentDetail;
  readonly canWrite: boolean;
  readonly onClose: () => void;
}

type Asked = { readonly milestone: Milestone; readonly what: "time" | "not-applicable" };

/** What the figures count from, how each moment is known, and what each figure means. */
export function MilestonesDialog({ incident, canWrite, onClose }: MilestonesDialogProps) {
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  return (
    <Dialog isOpen onClose={onClose} title={`Milestones and figures of ${incident.id}`} look="wide">
      <table className="ms">
        <thead>
          <tr>
            <th scope="col">Milestone</th>
            <th scope="col">UTC</th>
            <th scope="col">How it is known</th>
            {canWrite && <th scope="col">Change</th>}
          </tr>
        </thead>
        <tbody>
          {MILESTONES.map((milestone) => (
            <Row
              key={milestone}
              incident={incident}
              milestone={milestone}
              onAsk={canWrite ? (what) => setAsked({ milestone, what }) : undefined}
            />
          ))}
        </tbody>
      </table>
      {asked !== undefined && (
        <MilestoneForm
          key={`${asked.milestone} ${asked.what}`}
          incident={incident}
          {...asked}
          onClose={() => setAsked(undefined)}
        />
      )}
      <h3 className="figh">Figures</h3>
      <dl className="fig">
        {DURATIONS.map((duration) => (
          <div key={duration.id}>
            <dt>
              {duration.name} <span className="i3">{duration.abbreviation}</span>
            </dt>
            <dd>
              <FigureValue incident={incident} duration={duration} />
              <span className="i3 t12">{duration.definition}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function FigureValue({
  incident,
  duration,
}: {
  readonly incident: IncidentDetail;
  readonly duration: (typeof DURATIONS)[number];
}) {
  const figure = figureOf(duration, incident);
  if (figure.kind !== "known") return <span className="i3">unknown: {figure.because}</span>;
  const { ms } = figure;
  return <b className="num">{ms < 0 ? `${formatDuration(-ms)} before` : formatDuration(ms)}</b>;
}

/** What follows from an act is corrected, never set before it; what was recorded is not taken back. */
const canSet = (milestone: Milestone, state: MilestoneState): boolean =>
  milestone === "impact-started" ||
  milestone === "detected" ||
  state.kind === "recorded" ||
  state.kind === "estimated";

function Row({
  incident,
  milestone,
  onAsk,
}: {
  readonly incident: IncidentDetail;
  readonly milestone: Milestone;
  readonly onAsk: ((what: Asked["what"]) => void) | undefined;
}) {
  const now = useNow();
  const state = milestoneState(incident, milestone);
  const name = MILESTONE_WORDS[milestone];
  const proposedAt = state.kind === "pending" ? state.proposedAt : undefined;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{"at" in state ? formatMoment(state.at, now) : "none"}</td>
      <td className={state.kind === "pending" ? "tu" : undefined}>
        <MachineText text={milestoneWords(state)} limit={300} />
        {proposedAt !== undefined && (
          <span className="i3">, evidence begins at {formatMoment(proposedAt, now)}</span>
        )}
      </td>
      {onAsk !== undefined && (
        <td>
          {canSet(milestone, state) && (
            <button
              type="button"
              className="lk"
              aria-label={`${name}: set the time`}
              onClick={() => onAsk("time")}
            >
              set the time
            </button>
          )}
          {state.kind !== "recorded" && state.kind !== "not-applicable" && (
            <button
              type="button"
              className="lk"
              aria-label={`${name}: not applicable`}
              onClick={() => onAsk("not-applicable")}
            >
              not applicable
            </button>
          )}
        </td>
      )}
    </tr>
  );
}
