import type { SymptomView } from "#lib/protocol/views.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { markOf, wordOf } from "./symptom-look.ts";

interface SymptomPickProps {
  readonly symptom: SymptomView;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  /** What else is to be known of it. */
  readonly note?: string | undefined;
}

/** One of the symptoms that an incident is made of: what, where, and whether it is over. */
export function SymptomPick({ symptom, isChosen, onToggle, note }: SymptomPickProps) {
  return (
    <label>
      <input type="checkbox" className="sr" checked={isChosen} onChange={onToggle} />
      <span className="cbx" aria-hidden />
      <Mark name={markOf(symptom)} size={13} label={wordOf(symptom)} />
      <span className="min-w-0">
        <b>
          <MachineText text={symptom.title} limit={120} />
        </b>{" "}
        <span className="i2">
          {symptom.hostId} <MachineText text={symptom.subject} limit={60} />
        </span>
        {note !== undefined && <span className="t12 i3"> {note}</span>}
      </span>
    </label>
  );
}
