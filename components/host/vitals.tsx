import { clsx } from "clsx";
import type { EpochMs } from "#lib/domain/time.ts";
import type { VitalView } from "#lib/protocol/views.ts";
import { Spark } from "./spark.tsx";
import { VitalNote } from "./vital-note.tsx";

const TONE = { usual: "", drifting: "tt", broken: "tp", "last-known": "tu" } as const;
const WORD = {
  usual: "as usual",
  drifting: "drifting",
  broken: "broken",
  "last-known": "last known",
} as const;
const SHOWN = 6;

/** Six have room; the ping is on the ladder as well. */
const shownVitals = (vitals: readonly VitalView[]): readonly VitalView[] =>
  (vitals.length > SHOWN ? vitals.filter((vital) => vital.id !== "ping-latency") : vitals).slice(0, SHOWN);

/** The figures that change before something breaks, each beside its usual value. */
export function Vitals({
  vitals,
  impactAt,
}: {
  readonly vitals: readonly VitalView[];
  readonly impactAt: EpochMs | undefined;
}) {
  if (vitals.length === 0) return <p className="novit i2">No vital was read yet.</p>;
  return (
    <dl className="vit" aria-label="Vitals of the last minutes">
      {shownVitals(vitals).map((vital) => (
        <div key={vital.id}>
          <dt>
            <span className="ell">{vital.name}</span>
            <span className="us">
              <VitalNote vital={vital} />
            </span>
          </dt>
          <dd className={clsx("v ell", TONE[vital.state])} title={vital.why ?? vital.value}>
            {vital.value}
            {vital.why !== undefined ? (
              <span className="sr">: {vital.why}</span>
            ) : (
              vital.state !== "usual" && <span className="sr">, {WORD[vital.state]}</span>
            )}
          </dd>
          <dd>
            <Spark points={vital.points} impactAt={impactAt} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
