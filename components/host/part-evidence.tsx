"use client";

import type { PartId } from "#lib/domain/anatomy.ts";
import { PART_NAMES } from "#lib/domain/anatomy.ts";
import { dampedText } from "#lib/domain/detect/flapping.ts";
import { unseenText } from "#lib/domain/detect/unseen.ts";
import type { HostDetail, SymptomView } from "#lib/protocol/views.ts";
import { plainWordOf, STATE_MARKS, STATE_WORDS } from "../anatomy/part-tone.ts";
import { MutedUntil } from "../mute/muted-until.tsx";
import { formatMoment } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Clock, Moment } from "../ui/times.tsx";
import { SummaryText } from "../watch/summary-text.tsx";
import { EvidenceNext } from "./evidence-next.tsx";
import { splitDump, symptomsOfPart } from "./host-model.ts";
import { quietWords, Readings } from "./part-readings.tsx";
import { ProbeLadder } from "./probe-ladder.tsx";
import { ProcessLists } from "./process-lists.tsx";

interface PartEvidenceProps {
  readonly host: HostDetail;
  readonly part: PartId;
  readonly symptoms: readonly SymptomView[];
  readonly chainLength: number;
  readonly canAct: boolean;
}

const WITH_LADDER: readonly PartId[] = ["dockerd", "sock", "callers"];
const EVIDENCE_SHOWN = 2; // the newest; the others fold, so that the next step stays in sight

/** Everything that is known of one part: why it is lit, the lines that prove it, what it cuts off, what to do. */
export function PartEvidence({ host, part, symptoms, chainLength, canAct }: PartEvidenceProps) {
  const view = host.partViews.find((one) => one.id === part);
  const concerned = symptomsOfPart(symptoms, part);
  const symptom = concerned[0];
  const state = view?.state ?? host.parts[part];
  const isOwn = symptom?.part === part;
  const isOver = symptom?.state === "recovering";
  const damped = symptom && dampedText(symptom);
  const unseen = symptom && unseenText(symptom, (at) => formatMoment(at, symptom.lastSeenAt));
  return (
    <>
      <section className={symptom?.mute && "muted"}>
        <div className="row">
          <span className={`sev ${symptom?.mute === undefined ? TONE[state] : "o"}`}>
            <Mark name={STATE_MARKS[state]} size={14} />
            {view === undefined ? STATE_WORDS[state] : plainWordOf(view)}
          </span>
          {view?.chain !== undefined && chainLength > 1 && (
            <span className="t12 i3 ml-auto">
              {view.chain} of {chainLength} in the chain <Kbd>[</Kbd>
              <Kbd>]</Kbd>
            </span>
          )}
        </div>
        <h2>
          {PART_NAMES[part]}
          {isOwn && !isOver && (
            <>
              , since <Moment at={symptom.sinceAt} />
            </>
          )}
        </h2>
        {symptom !== undefined ? (
          <p className="i2 mt-1">
            {!isOwn && !isOver && `Reached by “${symptom.title}”. `}
            {isOver && (
              <>
                “{symptom.title}” passes again
                {symptom.recoveringAt !== undefined && (
                  <>
                    {" since "}
                    <Clock at={symptom.recoveringAt} />
                  </>
                )}
                . Before that:{" "}
              </>
            )}
            <SummaryText symptom={symptom} limit={600} isQuoted={isOver} />
            {unseen !== undefined && ` Not visible ${unseen} UTC.`}
          </p>
        ) : (
          <p className="i2 mt-1">{quietWords(host, view, state)}</p>
        )}
        {damped !== undefined && (symptom?.flapping !== undefined || !isOver) && (
          <p className="i2 mt-1">
            {symptom?.flapping === undefined ? "Damped" : "Flapping"}: {damped}.
          </p>
        )}
        {symptom?.mute !== undefined && (
          <p className="i3 mt-1">
            <MutedUntil mute={symptom.mute} />: <MachineText text={symptom.mute.reason} limit={200} />
          </p>
        )}
      </section>
      {view !== undefined && (!isOwn || isOver || view.notVisible !== undefined) && <Readings view={view} />}
      {WITH_LADDER.includes(part) && <ProbeLadder ladder={host.ladder} />}
      <ProcessLists host={host} part={part} />
      {concerned.map((one) => (
        <SymptomEvidence key={one.id} symptom={one} isNamed={concerned.length > 1} />
      ))}
      {symptom !== undefined && !isOver && <Blast symptom={symptom} />}
      {symptom !== undefined && <EvidenceNext symptom={symptom} canAct={canAct} />}
    </>
  );
}

const TONE = { ok: "o", fault: "p", hit: "p", warn: "t", stale: "o", off: "o" } as const;

function SymptomEvidence({ symptom, isNamed }: { readonly symptom: SymptomView; readonly isNamed: boolean }) {
  if (symptom.evidence.length === 0) return null;
  const proof = symptom.evidence.filter(({ isPreceding }) => !isPreceding);
  const preceding = symptom.evidence.filter(({ isPreceding }) => isPreceding);
  return (
    <section>
      <h3>
        Evidence{isNamed && ` for “${symptom.title}${symptom.subject === "" ? "" : `, ${symptom.subject}`}”`}
      </h3>
      <EvidenceList evidence={proof.slice(0, EVIDENCE_SHOWN)} />
      {proof.length > EVIDENCE_SHOWN && (
        <details>
          <summary className="t12 i3">{proof.length - EVIDENCE_SHOWN} more, older</summary>
          <EvidenceList evidence={proof.slice(EVIDENCE_SHOWN)} />
        </details>
      )}
      {preceding.length > 0 && (
        <>
          <h3 className="mt-2">Shortly before</h3>
          <EvidenceList evidence={preceding} />
        </>
      )}
    </section>
  );
}

function EvidenceList({ evidence }: { readonly evidence: SymptomView["evidence"] }) {
  return (
    <ul className="evl">
      {evidence.map((one) => (
        <li key={`${one.at} ${one.source} ${one.text.slice(0, 40)}`}>
          <div className="t12 i3">
            <Clock at={one.at} /> <MachineText text={one.source} limit={120} />
          </div>
          {one.reading !== undefined && (
            <div className="ml">
              <MachineText text={one.reading} limit={200} />
            </div>
          )}
          {one.text !== "" && one.text !== one.reading && <Dump text={one.text} />}
        </li>
      ))}
    </ul>
  );
}

/** Machine text: as much as is read at a glance, the rest folds. A scroll of its own would be one nobody can reach by keys. */
function Dump({ text }: { readonly text: string }) {
  const [head, rest] = splitDump(text);
  return (
    <>
      <pre className="well dump">
        <MachineText text={head} isMultiline limit={2_048} />
      </pre>
      {rest !== "" && (
        <details>
          <summary className="t12 i3">the rest of it</summary>
          <pre className="well dump">
            <MachineText text={rest} isMultiline limit={2_048} />
          </pre>
        </details>
      )}
    </>
  );
}

/** What it cuts off, and what was checked and still works. */
function Blast({ symptom }: { readonly symptom: SymptomView }) {
  const { affected, notAffected } = symptom.blast;
  if (affected.length === 0 && notAffected.length === 0) return null;
  return (
    <section>
      <h3>Blast radius</h3>
      <ul className="blastl">
        {affected.map((one) => (
          <li key={one}>
            <Mark name="cut-off" size={13} label="cut off" />
            <MachineText text={one} limit={200} />
          </li>
        ))}
        {notAffected.map((one) => (
          <li key={one}>
            <Mark name="quiet" size={13} label="not affected" />
            <span className="i2">
              <MachineText text={one} limit={200} />
            </span>
            <span>not affected</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
