import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { GlyphM } from "../anatomy/glyph-m.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { allParts } from "./all-parts.ts";
import { inPast, untilOf } from "./past.ts";

/** On a phone: the engine at a glance and the cause in a sentence. */
export function CauseLine({
  symptom,
  parts,
  isOver,
}: {
  readonly symptom: SymptomView;
  readonly parts: IncidentSummary["parts"];
  /** Its parts are those that were lit then, not those that are. */
  readonly isOver: boolean;
}) {
  const until = untilOf(symptom);
  const told = until === undefined ? (text: string) => text : inPast;
  const [survives] = symptom.blast.notAffected;
  return (
    <div className="mana">
      <GlyphM parts={allParts(parts)} label={`${symptom.hostId}: ${symptom.title}`} isPast={isOver} />
      <div className="min-w-0">
        {until !== undefined && <span className="i3 num">Until {formatClock(until)}: </span>}
        <MachineText text={told(symptom.summary === "" ? symptom.title : symptom.summary)} limit={400} />
        {survives !== undefined && (
          <div className="t12 i3">
            <MachineText text={told(survives)} limit={120} />
          </div>
        )}
      </div>
    </div>
  );
}
