"use client";

import Link from "next/link";
import { type FirstPage, useRows } from "#lib/client/hooks.ts";
import type { EngineLogRow } from "#lib/protocol/row-views.ts";
import type { HostDetail, SymptomView } from "#lib/protocol/views.ts";
import { DiagramL } from "../anatomy/diagram-l.tsx";
import { spokenForm } from "../anatomy/spoken.ts";
import { places } from "../shell/places.ts";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { SeverityLabel } from "../ui/severity-label.tsx";
import { Age, Clock, Moment } from "../ui/times.tsx";
import { SummaryText } from "../watch/summary-text.tsx";
import { ConnectionLadder } from "./connection-ladder.tsx";
import { headline, RUNGS, type Rung } from "./connection-words.ts";
import { LogLine } from "./engine-log-panel.tsx";
import { SymptomButtons } from "./evidence-next.tsx";
import { withMutes } from "./host-model.ts";
import { hasStopped, symptomOfOutage } from "./outage.ts";
import { ReadAgain } from "./read-again.tsx";
import { Risks } from "./risks.tsx";
import { RunbookSteps } from "./runbook-steps.tsx";
import { Sight } from "./sight.tsx";
import { whyRows } from "./why-rows.ts";

interface NoDaemonProps {
  readonly host: HostDetail;
  readonly failing: Rung;
  readonly symptoms: readonly SymptomView[];
  readonly canAct: boolean;
  readonly log: FirstPage<EngineLogRow> | undefined;
}

const TAIL = 200;

/** The daemon does not answer: which rung fails, why, what to run, and what is still seen. */
export function NoDaemon({ host: read, failing, symptoms, canAct, log }: NoDaemonProps) {
  const { host, muted } = withMutes(read, symptoms);
  const symptom = symptomOfOutage(symptoms, failing);
  const isStopped = hasStopped(failing, symptom);
  const sinceAt = host.awaySinceAt ?? symptom?.sinceAt;
  const { rows, error } = useRows(`engine-log:${host.id}`, {
    tail: TAIL,
    ...(log === undefined ? {} : { initial: log }),
  });
  const why = whyRows(rows, sinceAt, isStopped ? "stop" : "hang");
  const journal = host.sight.find((one) => /journal/i.test(one.what));
  return (
    <div className="nd">
      <section className="ndl scroll" aria-label="No daemon">
        <div className="row flex-wrap">
          {symptom !== undefined && <SeverityLabel severity={symptom.severity} />}
          <span className="i2">
            {host.id}, <span className="mono t12">{host.url}</span>
          </span>
          {sinceAt !== undefined && (
            <span className="i3 num">
              since <Moment at={sinceAt} />, <Age at={sinceAt} />
            </span>
          )}
        </div>
        <h1>{headline(failing)}</h1>
        <p className="lead">
          {symptom === undefined ? RUNGS[failing].here : <SummaryText symptom={symptom} limit={600} />}
        </p>
        <ConnectionLadder connection={host.connection} failing={failing} />
        {failing !== "may-open" && (
          <section className="mt-4">
            <h2>
              {isStopped ? "Why it stopped" : "What the engine log says"}{" "}
              <span className="t12 i3">
                journal of {host.id}, read without Docker{!isStopped && "; newest first"}
              </span>
            </h2>
            {why.length > 0 ? (
              <ol className="jrows" aria-label="Journal">
                {why.map(({ row, times }) => (
                  <LogLine key={row.id} row={row} often={times > 1 && `${times} times`} />
                ))}
              </ol>
            ) : (
              <p className="i2">
                {error !== undefined
                  ? `The journal cannot be read: ${error.message}`
                  : journal?.state === "not-visible"
                    ? `The journal cannot be read: ${journal.reason ?? "no way to it"}. ${journal.change ?? ""}`
                    : "No line of the journal tells of it yet."}{" "}
                <Link href={places.engineLog(host.id)}>Whole engine log</Link>
              </p>
            )}
          </section>
        )}
        {symptom !== undefined && (
          <section className="mt-4 mb-4">
            <h2>
              Do next{" "}
              {symptom.runbook !== undefined && (
                <span className="t12 i3">
                  runbook “
                  <Link href={places.runbook(symptom.runbook.id, symptom.id)}>{symptom.runbook.title}</Link>”
                </span>
              )}
            </h2>
            <RunbookSteps symptom={symptom} />
          </section>
        )}
      </section>
      <aside className="ndr scroll" aria-label="What is known">
        <h2>
          {host.lastFullAnswerAt === undefined ? (
            "Engine, not read in full yet"
          ) : (
            <>
              Engine, last full answer <Clock at={host.lastFullAnswerAt} />
            </>
          )}
        </h2>
        <DiagramL
          states={host.parts}
          parts={host.partViews}
          muted={muted}
          label={spokenForm(host, symptoms, formatClock, muted)}
        />
        <p className="t12 mt-1">
          <Link href={`${places.host(host.id)}?view=whole`}>Every part with its evidence</Link>
        </p>
        {symptom !== undefined && <SymptomButtons symptom={symptom} canAct={canAct} />}
        {canAct && <ReadAgain hostId={host.id} />}
        <Sight host={host} affected={symptom?.blast.affected ?? []} />
        {symptom !== undefined && symptom.blast.notAffected.length > 0 && (
          <p className="i2 mt-3">
            Not affected: <MachineText text={symptom.blast.notAffected.join(", ")} limit={300} />.
          </p>
        )}
      </aside>
      <Risks host={host} isQuiet={false} />
    </div>
  );
}
