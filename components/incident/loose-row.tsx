import { clsx } from "clsx";
import { unacknowledgedSinceAt } from "#lib/domain/symptom.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { GlyphS } from "../anatomy/glyph-s.tsx";
import { Button } from "../ui/button.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Age } from "../ui/times.tsx";
import { allParts } from "./all-parts.ts";
import { causeWords } from "./incident-filter.ts";
import { Lead } from "./lead.tsx";

/** A page nobody has opened an incident for. */
export function LooseRow({
  symptom,
  isSelected,
  canWrite,
  onSelect,
  onOpen,
}: {
  readonly symptom: SymptomView;
  readonly isSelected: boolean;
  readonly canWrite: boolean;
  readonly onSelect: () => void;
  readonly onOpen: () => void;
}) {
  const lit = Object.fromEntries(symptom.blast.parts.map((part) => [part, "hit" as const]));
  return (
    <li
      id={`row-s:${symptom.id}`}
      className={clsx("r", "loose", isSelected && "sel")}
      onPointerEnter={onSelect}
      aria-current={isSelected}
    >
      <Mark name="page" size={15} />
      <span className="stt tp b">No incident yet</span>
      <div className="tt1">
        <b>
          <MachineText text={symptom.title} limit={160} />
        </b>
        <div className="op">
          {symptom.hostId}
          {symptom.subject !== "" && (
            <>
              {", "}
              <MachineText text={symptom.subject} limit={80} />
            </>
          )}
          {symptom.acknowledgedAt === undefined && ", page not acknowledged for "}
          {symptom.acknowledgedAt === undefined && <Age at={unacknowledgedSinceAt(symptom)} />}
        </div>
      </div>
      <div className="ca">
        <GlyphS parts={{ ...allParts(lit), [symptom.part]: "fault" }} />
        <span>{causeWords({ parts: { [symptom.part]: "fault" } })}</span>
      </div>
      <time className="wh" dateTime={new Date(symptom.sinceAt).toISOString()}>
        {formatClock(symptom.sinceAt)}
      </time>
      <div className="du">
        {canWrite && (
          <Button isSmall keyHint="i" onClick={onOpen}>
            Open incident
          </Button>
        )}
      </div>
      <Lead name={symptom.acknowledgedBy} />
      <span className="pm" />
    </li>
  );
}
