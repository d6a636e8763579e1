"use client";

import { type ReactNode, useState } from "react";
import { unseenText } from "#lib/domain/detect/unseen.ts";
import { type AttachReason, attachWords } from "#lib/domain/incidents/attach-words.ts";
import { isLit, isOpen } from "#lib/domain/incidents/transitions.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Age, Clock } from "../ui/times.tsx";
import { inPast, untilOf } from "./past.ts";
import { type SymptomAct, SymptomDialog } from "./symptom-dialog.tsx";
import { markOf, wordOf } from "./symptom-look.ts";
import { SymptomMenu } from "./symptom-menu.tsx";

/** Worst and oldest first; what is explained by another stands beneath it. */
export function inReadingOrder(symptoms: readonly SymptomView[]): readonly SymptomView[] {
  const rank = { page: 0, ticket: 1, notice: 2 } as const;
  const roots = symptoms
    .filter(({ absorbedBy }) => absorbedBy === undefined || !symptoms.some(({ id }) => id === absorbedBy))
    .toSorted(
      (a, b) =>
        Number(a.state === "cleared") - Number(b.state === "cleared") ||
        rank[a.severity] - rank[b.severity] ||
        a.sinceAt - b.sinceAt,
    );
  return roots.flatMap((root) => [root, ...symptoms.filter(({ absorbedBy }) => absorbedBy === root.id)]);
}

/** What was found, with the decisive reading of each. */
export function IncidentSymptoms({
  incident,
  hostId,
  canWrite,
}: {
  readonly incident: IncidentDetail;
  /** The host that is looked at: what is cut off is said of it. */
  readonly hostId: string | undefined;
  readonly canWrite: boolean;
}) {
  const { symptoms } = incident;
  const [asked, setAsked] = useState<SymptomAct | undefined>(undefined);
  if (symptoms.length === 0) return null;
  const canMove = canWrite && isOpen(incident.state);
  const inOrder = inReadingOrder(symptoms);
  const first = inOrder.find((symptom) => symptom.hostId === hostId) ?? inOrder[0];
  return (
    <>
      <ul className="rd" aria-label="Symptoms">
        {inOrder.map((symptom) => (
          <SymptomLine
            key={symptom.id}
            symptom={symptom}
            because={incident.attachedBy[symptom.id]}
            isHostSaid={incident.hostIds.length > 1}
            menu={
              canMove && (
                <SymptomMenu
                  symptom={symptom}
                  canSplit={symptoms.length > 1}
                  onAsk={(kind) => setAsked({ kind, symptom })}
                />
              )
            }
          />
        ))}
      </ul>
      {asked !== undefined && (
        <SymptomDialog incident={incident} asked={asked} onClose={() => setAsked(undefined)} />
      )}
      {first !== undefined && <Blast symptom={first} />}
    </>
  );
}

function SymptomLine({
  symptom,
  because,
  isHostSaid,
  menu,
}: {
  readonly symptom: SymptomView;
  readonly because: AttachReason | undefined;
  /** With several hosts in one incident the same thing may be wrong on each. */
  readonly isHostSaid: boolean;
  readonly menu: ReactNode;
}) {
  const evidence = symptom.evidence[0];
  const reading = evidence?.reading ?? evidence?.text;
  const unseen = unseenText(symptom, formatClock);
  return (
    <li className={symptom.absorbedBy === undefined ? "sy" : "sy under"}>
      <Mark name={markOf(symptom)} size={13} label={wordOf(symptom)} />
      <div className="min-w-0">
        <b>
          <MachineText text={symptom.title} limit={120} />
        </b>
        {symptom.subject !== "" && (
          <span className="i2">
            {" "}
            <MachineText text={symptom.subject} limit={80} />
          </span>
        )}
        {isHostSaid && (
          <span className="i2">
            {" "}
            on <MachineText text={symptom.hostId} limit={63} />
          </span>
        )}
        {reading !== undefined && (
          <div className="ml i2">
            <MachineText text={reading} limit={300} />
          </div>
        )}
        {because !== undefined && because.rule !== "opened" && (
          <div className="t12 i3">
            attached: <MachineText text={attachWords(because)} limit={200} />
          </div>
        )}
        {unseen !== undefined && <div className="t12 i3">not visible {unseen}</div>}
      </div>
      <span className="t12 i3 right">
        <span className={isLit(symptom) ? toneOf(symptom) : undefined}>{wordOf(symptom)}</span>
        <br />
        {isLit(symptom) && !symptom.isUnknown ? (
          <Age at={symptom.sinceAt} />
        ) : (
          <Clock at={symptom.clearedAt ?? symptom.recoveringAt ?? symptom.lastSeenAt} />
        )}
      </span>
      {menu}
    </li>
  );
}

const toneOf = (symptom: SymptomView): string => (symptom.severity === "page" ? "tp" : "tt");

function Blast({ symptom }: { readonly symptom: SymptomView }) {
  const until = untilOf(symptom);
  const told = until === undefined ? (text: string) => text : inPast;
  const affected = symptom.blast.affected.map(told);
  const notAffected = symptom.blast.notAffected.map(told);
  if (affected.length === 0 && notAffected.length === 0) return null;
  return (
    <ul
      className="bl"
      aria-label={
        until === undefined ? "What is cut off, and what is not" : "What was cut off, and what was not"
      }
    >
      {until !== undefined && (
        <li className="i3 num">
          <Mark name="was-ticked" size={12} />
          until {formatClock(until)}
        </li>
      )}
      {affected.map((text) => (
        <li key={text}>
          <Mark
            name={until === undefined ? "cut-off" : "quiet"}
            size={12}
            label={until === undefined ? "cut off" : "was cut off"}
          />
          <MachineText text={text} limit={200} />
        </li>
      ))}
      {notAffected.map((text) => (
        <li key={text} className="i2">
          <Mark name="quiet" size={12} label="not affected" />
          <MachineText text={text} limit={200} />
        </li>
      ))}
    </ul>
  );
}
