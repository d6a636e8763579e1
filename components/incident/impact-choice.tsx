"use client";

import type { EpochMs } from "#lib/domain/time.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { formatMoment } from "../ui/format.ts";
import { Choice, focusChosen } from "./choice.tsx";
import type { ImpactAnswer } from "./impact-answer.ts";
import { OtherTime } from "./other-time.tsx";

interface ImpactChoiceProps {
  readonly incident: Pick<IncidentDetail, "proposedImpactAt">;
  readonly answer: ImpactAnswer;
  readonly now: EpochMs;
  readonly isReady: boolean;
  readonly onChange: (answer: ImpactAnswer) => void;
}

/** When the impact began, asked once, as the incident is resolved: the arrow keys choose. */
export function ImpactChoice({ incident, answer, now, isReady, onChange }: ImpactChoiceProps) {
  const { proposedImpactAt } = incident;
  return (
    <fieldset className="impc" ref={focusChosen}>
      <legend>When did the impact begin? Time to detect and time to mitigate count from it.</legend>
      {proposedImpactAt !== undefined && (
        <Choice
          group="impact-began"
          isChosen={answer.kind === "suggested"}
          onChoose={() => onChange({ kind: "suggested" })}
        >
          <span>
            <span className="num">{formatMoment(proposedImpactAt, now)}</span> UTC, the earliest evidence
          </span>
        </Choice>
      )}
      <Choice
        group="impact-began"
        isChosen={answer.kind === "other"}
        onChoose={() =>
          onChange({
            kind: "other",
            text: proposedImpactAt === undefined ? "" : new Date(proposedImpactAt).toISOString(),
          })
        }
      >
        Another time
      </Choice>
      {answer.kind === "other" && (
        <OtherTime
          name="Began, in UTC"
          text={answer.text}
          isReady={isReady}
          onChange={(text) => onChange({ kind: "other", text })}
        />
      )}
      <Choice
        group="impact-began"
        isChosen={answer.kind === "unknown"}
        onChoose={() => onChange({ kind: "unknown" })}
      >
        Unknown, leave it empty
      </Choice>
    </fieldset>
  );
}
