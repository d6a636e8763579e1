import type { SymptomView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { MachineText } from "../ui/machine-text.tsx";

/** The next step above the parts, on screens where the evidence that holds it is folded away. */
export function NextOnPhone({
  symptom,
  onEvidence,
}: {
  readonly symptom: SymptomView;
  readonly onEvidence: () => void;
}) {
  const { next, incidentId } = symptom;
  return (
    <section className="mnext" aria-label="Do next">
      <p className="t12 i3">
        <MachineText text={symptom.title} limit={120} />: do next
      </p>
      <p className="b">
        <MachineText text={next?.title ?? "Read the evidence."} limit={200} />
      </p>
      <div className="row">
        <Button isSmall onClick={onEvidence}>
          {next?.command === undefined ? "Evidence" : "Command and evidence"}
        </Button>
        {incidentId !== undefined && (
          <ButtonLink href={places.incident(incidentId)} isSmall look="primary">
            Open room {incidentId}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}
