import Link from "next/link";
import { useNow, useTopic } from "#lib/client/hooks.ts";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import { enginesText } from "#lib/domain/runbooks/engine-range.ts";
import type { RunbookView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { formatDay, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { blanksOf } from "./read-step.tsx";
import { workedWith } from "./used.ts";

/** What stands beside the steps: what fills the commands, and how the faults it serves were tried. */
export function RunbookFacts({ runbook }: { readonly runbook: RunbookView }) {
  const blanks = blanksOf(runbook);
  const now = useNow();
  return (
    <aside className="rfacts" aria-label="About this runbook">
      <h2 className="hd3">Filled in</h2>
      {blanks.length === 0 ? (
        <p className="i2">Nothing: the commands are the same on every host.</p>
      ) : (
        <>
          <ul className="vars">
            {blanks.map((blank) => (
              <li key={blank} className="mono">
                {blank}
              </li>
            ))}
          </ul>
          <p className="t12 i3">
            From the symptom it is opened from, quoted for the shell. What nobody knows stays as it is here.
          </p>
        </>
      )}
      {runbook.variables !== undefined && (
        <>
          <h2 className="hd3">Known by people alone</h2>
          <dl className="byh">
            {Object.entries(runbook.variables).map(([name, meaning]) => (
              <div key={name}>
                <dt className="mono">‹{name}›</dt>
                <dd className="i2">{meaning}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {runbook.engines !== undefined && (
        <>
          <h2 className="hd3">Written for</h2>
          <p className="mono i2">Docker {enginesText(runbook.engines)}</p>
        </>
      )}
      <h2 className="hd3">Exercised in the lab</h2>
      {(runbook.exercised ?? []).length === 0 && <p className="i3">never</p>}
      <ul>
        {(runbook.exercised ?? []).map(({ on, engine }) => (
          <li key={`${on} ${engine}`} className="row py-1">
            <Mark name="passed" size={13} /> Docker {engine}
            <time className="i3 ml-auto whitespace-nowrap" dateTime={on}>
              {formatDay(Date.parse(on), now)}
            </time>
          </li>
        ))}
      </ul>
      <h2 className="hd3">Owner</h2>
      <p className={runbook.owner === undefined ? "i3" : undefined}>{runbook.owner ?? "nobody"}</p>
      <h2 className="hd3">How its faults are tried</h2>
      <ul className="tried">
        {runbook.symptoms.map((mode) => {
          const { proof } = ABOUTS[mode];
          return (
            <li key={mode}>
              <Mark
                name={proof === "lab" ? "passed" : "last-known"}
                size={13}
                label={proof === "lab" ? "in the lab" : "not in the lab"}
              />
              <div className="min-w-0">
                <span className="mono">{mode}</span>
                <p className="t12 i3">
                  {proof === "lab" ? "Made for real in the lab: it can be rehearsed there." : proof.how}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
      <h2 className="hd3">Version</h2>
      <p className="mono i2">{runbook.version.slice(0, 12)}</p>
      <p className="t12 i3">Digest of the file. An incident keeps the text it began with.</p>
    </aside>
  );
}

const SHOWN = 5;

/** Incidents that people worked through with it, newest first. */
export function UsedIn({ runbookId }: { readonly runbookId: string }) {
  const now = useNow();
  const incidents = workedWith(runbookId, useTopic("incidents").value ?? []);
  return (
    <>
      <h2 className="hd3">Used</h2>
      {incidents.length === 0 && <p className="i3">in no incident yet</p>}
      <ul>
        {incidents.slice(0, SHOWN).map((incident) => (
          <li key={incident.id} className="row">
            <Mark name="was-ticked" size={13} />
            <span className="min-w-0">
              <Link href={places.incident(incident.id)}>{incident.id}</Link>,{" "}
              {formatDay(incident.openedAt, now)}
              {": "}
              <MachineText text={incident.title} limit={120} />
            </span>
          </li>
        ))}
      </ul>
      {incidents.length > SHOWN && <p className="i3">{plural(incidents.length - SHOWN, "older one")}</p>}
    </>
  );
}
