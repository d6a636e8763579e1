"use client";

import type { EpochMs } from "#lib/domain/time.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { formatMoment } from "../ui/format.ts";
import { Choice, focusChosen } from "./choice.tsx";
import { type EndAnswer, readingsEndedAt } from "./end-answer.ts";
import { OtherTime } from "./other-time.tsx";

interface EndChoiceProps {
  readonly incident: Pick<IncidentDetail, "symptoms">;
  /** "mitigated" */
  readonly word: string;
  readonly answer: EndAnswer;
  readonly now: EpochMs;
  readonly isReady: boolean;
  readonly isFirst: boolean;
  readonly onChange: (answer: EndAnswer) => void;
}

/** Since when it is so: people press later than it happens, and the readings know when. */
export function EndChoice({ incident, word, answer, now, isReady, isFirst, onChange }: EndChoiceProps) {
  const passedAt = readingsEndedAt(incident);
  return (
    <fieldset className="impc" ref={isFirst ? focusChosen : null}>
      <legend>Since when is it {word}?</legend>
      {passedAt !== undefined && (
        <Choice
          group="ended"
          isChosen={answer.kind === "readings"}
          onChoose={() => onChange({ kind: "readings" })}
        >
          <span>
            <span className="num">{formatMoment(passedAt, now)}</span> UTC, when the checks passed again
          </span>
        </Choice>
      )}
      <Choice group="ended" isChosen={answer.kind === "now"} onChoose={() => onChange({ kind: "now" })}>
        Now
      </Choice>
      <Choice
        group="ended"
        isChosen={answer.kind === "other"}
        onChoose={() => onChange({ kind: "other", text: "" })}
      >
        Another time
      </Choice>
      {answer.kind === "other" && (
        <OtherTime
          name="Ended, in UTC"
          text={answer.text}
          isReady={isReady}
          onChange={(text) => onChange({ kind: "other", text })}
        />
      )}
      {answer.kind === "readings" && passedAt === undefined && (
        <p className="t12 tt">A check fails again: choose another time, or go back.</p>
      )}
    </fieldset>
  );
}
