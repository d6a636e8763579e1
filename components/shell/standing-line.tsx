"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { unacknowledgedSinceAt } from "#lib/domain/symptom.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { SeverityLabel } from "../ui/severity-label.tsx";
import { Age } from "../ui/times.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { failingHostIds } from "../watch/alike.ts";
import type { WatchItem } from "../watch/watch-rows.ts";
import { places } from "./places.ts";

/** A page is lit and the reader is elsewhere. It cannot be closed, only acknowledged or left behind. */
export function StandingLine({
  symptom,
  otherCount,
}: {
  readonly symptom: WatchItem;
  readonly otherCount: number;
}) {
  const router = useRouter();
  const to = symptom.incidentId === undefined ? places.watch : places.incident(symptom.incidentId);
  useKeys([
    {
      keys: "Ctrl+Enter",
      does: symptom.incidentId === undefined ? "to the page" : "to the room",
      run: () => router.push(to),
    },
  ]);
  return (
    <section className="standing" aria-label="A page is open">
      <SeverityLabel severity="page" />
      <b>
        <MachineText text={symptom.title} limit={120} />
      </b>
      <span className="i2 ell">
        {symptom.alike === undefined ? symptom.hostId : plural(failingHostIds(symptom).length, "host")}
        {symptom.subject !== "" && (
          <>
            {" / "}
            <MachineText text={symptom.subject} limit={80} />
          </>
        )}
      </span>
      {symptom.acknowledgedAt === undefined ? (
        <b className="tp t12">
          not acked for <Age at={unacknowledgedSinceAt(symptom)} />
        </b>
      ) : (
        <Age at={symptom.sinceAt} />
      )}
      {symptom.incidentId !== undefined && <span className="i2 t12 d-only">{roomWords(symptom)}</span>}
      {otherCount > 0 && <span className="i2 t12">and {otherCount} more</span>}
      <span className="end">
        <Link href={to}>{symptom.incidentId === undefined ? "To Watch" : "Back to the room"}</Link>
        <Kbd>Ctrl</Kbd>
        <Kbd>Enter</Kbd>
      </span>
    </section>
  );
}

/** "INC-0412, step 5 of 9, Ada leads" */
function roomWords({ incidentId, next, runbook, acknowledgedBy }: SymptomView): string {
  const step =
    next === undefined || runbook === undefined ? "" : `step ${next.stepNumber} of ${runbook.stepCount}`;
  return [incidentId, step, acknowledgedBy === undefined ? "" : `${acknowledgedBy} leads`]
    .filter(Boolean)
    .join(", ");
}
