import { STEP_WORDS } from "#lib/domain/incidents/state-words.ts";
import type { ImportedContent } from "#lib/protocol/imported-views.ts";
import { plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";
import { Moment } from "../ui/times.tsx";

type Checklist = ImportedContent["checklists"][number];
type Step = Checklist["steps"][number];

/** The past has no hue: what was done, what was left out, what was never reached. */
const MARKS: Readonly<Record<Step["mark"], MarkName>> = {
  open: "quiet",
  passed: "passed",
  confirmed: "passed",
  regressed: "last-known",
  ticked: "was-ticked",
  skipped: "by-hand",
  answered: "was-ticked",
  "not-needed": "by-hand",
};

/** The runbooks of the incident as they stood at its export. */
export function ImportedChecklists({ checklists }: Pick<ImportedContent, "checklists">) {
  return (
    <div className="rb">
      <div className="ph">
        <h2>Checklists</h2>
        <span className="sub">as they stood at the export</span>
      </div>
      {checklists.length === 0 && <p className="none">No runbook was opened.</p>}
      {checklists.map((list) => (
        <section
          key={`${list.runbookId} ${list.on?.hostId ?? ""} ${list.on?.subject ?? ""}`}
          className="imc"
          aria-label={list.title}
        >
          <h3>
            <MachineText text={list.title} limit={120} />
            {list.on !== undefined && (
              <span className="i2">
                {" "}
                <MachineText
                  text={[list.on.subject, `on ${list.on.hostId}`].filter(Boolean).join(" ")}
                  limit={140}
                />
              </span>
            )}
          </h3>
          <p className="t12 i3">
            {plural(list.steps.filter(({ mark }) => mark !== "open").length, "step")} of {list.steps.length}{" "}
            marked, text of version <span className="mono">{list.version.slice(0, 12)}</span>
          </p>
          <ol>
            {list.steps.map((step) => (
              <StepLine key={step.stepId} step={step} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function StepLine({ step }: { readonly step: Step }) {
  const { mark, by, changedAt, answer } = step;
  const told = step.reason ?? step.reading;
  return (
    <li>
      <Mark name={MARKS[mark]} size={13} />
      <div className="min-w-0">
        <MachineText text={step.title} limit={200} />
        <div className="t12 i3">
          {answer === undefined ? STEP_WORDS[mark] : `answered ${answer}`}
          {by !== undefined && (
            <>
              {" "}
              by <MachineText text={by} limit={60} />
            </>
          )}
          {changedAt !== undefined && (
            <>
              , <Moment at={changedAt} />
            </>
          )}
        </div>
        {told !== undefined && (
          <div className="ml i2">
            <MachineText text={told} limit={300} />
          </div>
        )}
      </div>
    </li>
  );
}
