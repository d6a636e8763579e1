import type { IncidentSummary, SymptomView } from "#lib/protocol/views.ts";
import { GlyphM } from "../anatomy/glyph-m.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { allParts } from "./all-parts.ts";

/** On a phone: the engine at a glance and the cause in a sentence. */
export function CauseLine({
  symptom,
  parts,
}: {
  readonly symptom: SymptomView;
  readonly parts: IncidentSummary["parts"];
}) {
  const survives = symptom.blast.notAffected[0];
  return (
    <div className="mana">
      <GlyphM parts={allParts(parts)} label={`${symptom.hostId}: ${symptom.title}`} />
      <div className="min-w-0">
        <MachineText text={symptom.summary === "" ? symptom.title : symptom.summary} limit={240} />
        {survives !== undefined && (
          <div className="t12 i3">
            <MachineText text={survives} limit={120} />
          </div>
        )}
      </div>
    </div>
  );
}
