import type { ReactNode } from "react";
import { unseenText } from "#lib/domain/detect/unseen.ts";
import { INCIDENT_ROLES, MILESTONES } from "#lib/domain/incident.ts";
import { ROLE_WORDS } from "#lib/domain/incidents/role-words.ts";
import { MILESTONE_WORDS } from "#lib/domain/incidents/state-words.ts";
import type { ImportedContent, ImportedDetail } from "#lib/protocol/imported-views.ts";
import { formatBytes, formatCount, formatDuration, formatMoment, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/times.tsx";

type ImportedSymptom = ImportedContent["symptoms"][number];

/** What the other Foghorn made of its milestones; what it did not know stays unknown. */
export function Figures({ figures }: Pick<ImportedContent, "figures">) {
  return (
    <dl className="imf rt">
      {figures.map(({ abbreviation, definition, ms, unknownBecause }) => (
        <div key={abbreviation} title={definition}>
          <dt className="t12 i3">{abbreviation}</dt>
          <dd>
            {ms === undefined ? (
              <>
                <b className="i3">unknown</b> <span className="t12 i3">{unknownBecause}</span>
              </>
            ) : (
              <b className="num">{ms < 0 ? `${formatDuration(-ms)} before` : formatDuration(ms)}</b>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Symptoms with their readings, the milestones, who had which role, and what proves the file. */
export function ImportedFacts({ imported }: { readonly imported: ImportedDetail }) {
  const { incident, symptoms } = imported.content;
  return (
    <>
      <div className="ph">
        <h2>Evidence</h2>
        <span className="sub ell">
          <MachineText text={incident.hostIds.join(", ")} limit={120} />
        </span>
      </div>
      <div className="evs">
        {symptoms.length === 0 ? (
          <p className="none">No symptom belonged to it.</p>
        ) : (
          <ul className="rd" aria-label="Symptoms">
            {symptoms.map((symptom) => (
              <SymptomLine key={symptom.id} symptom={symptom} />
            ))}
          </ul>
        )}
        <Part title="Milestones">
          <dl className="imx">
            {MILESTONES.map((milestone) => {
              const at = incident.milestones[milestone];
              const reason = incident.notApplicable[milestone];
              return (
                <Fact key={milestone} name={MILESTONE_WORDS[milestone]}>
                  {at === undefined ? (
                    <span className="i3">
                      {reason === undefined ? (
                        "unknown"
                      ) : (
                        <MachineText text={`none: ${reason}`} limit={200} />
                      )}
                    </span>
                  ) : (
                    <span className="num">
                      <Moment at={at} />
                      {incident.confirmedMilestones.includes(milestone) && ", as a person confirmed it"}
                    </span>
                  )}
                </Fact>
              );
            })}
          </dl>
        </Part>
        <Part title="People">
          <dl className="imx">
            <Fact name="Acknowledged by">
              <MachineText text={incident.acknowledgedBy?.name ?? "nobody"} limit={60} />
            </Fact>
            {INCIDENT_ROLES.map((role) => (
              <Fact key={role} name={ROLE_WORDS[role]}>
                <MachineText text={incident.roles[role]?.name ?? "nobody"} limit={60} />
              </Fact>
            ))}
          </dl>
        </Part>
        <Part title="Origin">
          <dl className="imx">
            <Fact name="Chain">
              whole at its import, {plural(imported.entryCount, "entry", "entries")}
              {imported.notAsWritten > 0 &&
                `; the text of ${formatCount(imported.notAsWritten)} was redacted, edited or erased before the export`}
            </Fact>
            <Fact name="Redacted">{redactedWords(imported.content.redactions)}</Fact>
            <Fact name="Hash of the last">
              <span className="mono hash">{imported.headHash}</span>
            </Fact>
            <Fact name="Digest of the file">
              <span className="mono hash">{imported.digest}</span>
            </Fact>
            <Fact name="File">
              <MachineText text={imported.fileName} limit={200} />, {formatBytes(imported.sizeBytes)}
            </Fact>
          </dl>
        </Part>
      </div>
    </>
  );
}

function redactedWords(redactions: ImportedContent["redactions"]): string {
  const count = redactions.reduce((sum, one) => sum + one.count, 0);
  return count === 0 ? "nothing, by the rules it was exported with" : plural(count, "text");
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="imp-part" aria-label={title}>
      <h3 className="t12 i3">{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="t12 i3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const STATES = { seen: "seen", raised: "raised", recovering: "recovering", cleared: "cleared" } as const;

function SymptomLine({ symptom }: { readonly symptom: ImportedSymptom }) {
  const [evidence] = symptom.evidence;
  const reading = evidence?.reading ?? evidence?.text;
  const stamp = (at: number) => formatMoment(at, symptom.lastSeenAt);
  const unseen = unseenText(symptom, stamp);
  const isOver = symptom.state === "cleared";
  return (
    <li className="sy">
      <Mark
        name={isOver ? "passed" : "last-known"}
        size={13}
        label={isOver ? "cleared" : "as it was at the export"}
      />
      <div className="min-w-0">
        <b>
          <MachineText text={symptom.title} limit={120} />
        </b>
        <span className="i2">
          {" "}
          <MachineText
            text={[symptom.subject, `on ${symptom.hostId}`].filter(Boolean).join(" ")}
            limit={140}
          />
        </span>
        {reading !== undefined && (
          <div className="ml i2">
            <MachineText text={reading} limit={300} />
          </div>
        )}
        <Effects symptom={symptom} />
        {unseen !== undefined && <div className="t12 i3">not visible {unseen}</div>}
      </div>
      <span className="t12 i3 right">
        {symptom.severity}, {symptom.isUnknown ? "last known" : STATES[symptom.state]}
        <br />
        <Moment at={symptom.clearedAt ?? symptom.recoveringAt ?? symptom.lastSeenAt} />
      </span>
    </li>
  );
}

function Effects({ symptom: { blast } }: { readonly symptom: ImportedSymptom }) {
  const lines = [
    ...(blast.affected.length === 0 ? [] : [`Affected: ${blast.affected.join("; ")}`]),
    ...(blast.notAffected.length === 0 ? [] : [`Not affected: ${blast.notAffected.join("; ")}`]),
  ];
  return lines.map((line) => (
    <div key={line} className="t12 i2">
      <MachineText text={line} limit={400} />
    </div>
  ));
}
