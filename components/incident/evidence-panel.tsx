"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useNow, useTopic } from "#lib/client/hooks.ts";
import { leadSymptom } from "#lib/domain/incidents/opening.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import { type ListPlace, placeWords } from "#lib/domain/runbooks/list-place.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { RoomActs } from "../action/room-acts.tsx";
import { DiagramL } from "../anatomy/diagram-l.tsx";
import { symptomsOfHost, withMutes } from "../host/host-model.ts";
import { places } from "../shell/places.ts";
import { formatClock, plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Select } from "../ui/select.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { fromLine, spokenEngine } from "./engine-words.ts";
import { IncidentSymptoms } from "./incident-symptoms.tsx";
import { inPast, untilOf } from "./past.ts";
import { RoomReadings } from "./room-readings.tsx";
import { SeenBefore } from "./seen-before.tsx";

interface EvidencePanelProps {
  readonly incident: IncidentDetail;
  /** What the checklist beside it is worked through for. */
  readonly on: ListPlace | undefined;
  readonly canWrite: boolean;
  readonly onEvidence: (evidenceId: string) => void;
  /** What stands beside the timers on a wide screen. */
  readonly facts: ReactNode;
  /** Files that people attached. */
  readonly attached: ReactNode;
}

/** The engine of the host now, the order of failure, the symptoms with their readings, and what was kept. */
export function EvidencePanel({ incident, on, canWrite, onEvidence, facts, attached }: EvidencePanelProps) {
  // A host that somebody looks up stays until they turn to another checklist.
  const [chosen, setChosen] = useState<{ readonly hostId: string; readonly beside: ListPlace | undefined }>();
  const isBeside = chosen !== undefined && placeText(chosen.beside) === placeText(on);
  const now = useNow();
  const lead = leadSymptom(incident.symptoms);
  const hostId = isBeside ? chosen.hostId : (on?.hostId ?? lead?.hostId ?? incident.hostIds[0]);
  const place = on?.hostId === hostId ? on : undefined;
  return (
    <section className="evd" aria-label="Evidence">
      <div className="ph">
        <h2>Evidence</h2>
        {hostId !== undefined && <HeardFrom hostId={hostId} />}
        {hostId !== undefined && <OpenEngine hostId={hostId} />}
      </div>
      <div className="evs">
        <div className="m-facts">{facts}</div>
        {hostId !== undefined && incident.hostIds.length > 1 && (
          <div className="hch">
            <Select
              label={`One of ${incident.hostIds.length} hosts`}
              labelClass="t12 i3"
              value={hostId}
              options={incident.hostIds.map((id) => ({ value: id, text: id }))}
              onChange={(id) => setChosen({ hostId: id, beside: on })}
            />
          </div>
        )}
        {hostId === undefined ? (
          <p className="none">No symptom belongs to this incident, so no engine is shown.</p>
        ) : (
          <Engine
            key={hostId}
            hostId={hostId}
            symptoms={incident.symptoms}
            place={place}
            isRunning={isOpen(incident.state)}
          />
        )}
        <IncidentSymptoms incident={incident} hostId={hostId} canWrite={canWrite} />
        {hostId !== undefined && isOpen(incident.state) && (
          <LiveReadings incident={incident} hostId={hostId} place={place} canWrite={canWrite} />
        )}
        {incident.symptoms.length > 0 && <SeenBefore earlier={incident.seenBefore} now={now} />}
        {canWrite && attached}
        <Kept incident={incident} onEvidence={onEvidence} />
      </div>
    </section>
  );
}

const placeText = (place: ListPlace | undefined): string => (place === undefined ? "" : placeWords(place));

function LiveReadings({
  incident,
  hostId,
  place,
  canWrite,
}: Pick<EvidencePanelProps, "incident" | "canWrite"> & {
  readonly hostId: string;
  readonly place: ListPlace | undefined;
}) {
  const host = useTopic(`host:${hostId}`).value;
  const { milestones, proposedImpactAt } = incident;
  return (
    <>
      {canWrite && host !== undefined && (
        <RoomActs key={hostId} incident={incident} host={host} subject={place?.subject} />
      )}
      <RoomReadings
        incidentId={incident.id}
        hostId={hostId}
        vitals={host?.vitals ?? []}
        impactAt={milestones["impact-started"] ?? proposedImpactAt}
        canWrite={canWrite}
      />
    </>
  );
}

function HeardFrom({ hostId }: { readonly hostId: string }) {
  const host = useTopic(`host:${hostId}`).value;
  return <span className="sub ell">{fromLine(hostId, host)}</span>;
}

function OpenEngine({ hostId }: { readonly hostId: string }) {
  const router = useRouter();
  useKeys([{ keys: "h", does: "open the engine", run: () => router.push(places.host(hostId)) }]);
  return (
    <span className="end t12">
      <Link href={places.host(hostId)}>Open engine</Link>
      <Kbd>h</Kbd>
    </span>
  );
}

function Engine({
  hostId,
  symptoms,
  place,
  isRunning,
}: {
  readonly hostId: string;
  readonly symptoms: readonly SymptomView[];
  /** What of the host the checklist beside it is about. */
  readonly place: ListPlace | undefined;
  readonly isRunning: boolean;
}) {
  const known = useTopic(`host:${hostId}`).value;
  const all = useTopic("symptoms").value ?? symptoms;
  const { host, muted } =
    known === undefined ? { host: known, muted: [] } : withMutes(known, symptomsOfHost(all, hostId));
  const told = chainOf(symptoms, hostId, place);
  const chain = told?.chain ?? [];
  const isOver = told !== undefined && untilOf(told) !== undefined;
  return (
    <div className="an">
      {host === undefined ? (
        <p className="none">Nothing is known of {hostId} yet.</p>
      ) : (
        <>
          <DiagramL
            states={host.parts}
            parts={host.partViews}
            muted={muted}
            label={spokenEngine(host, muted)}
          />
          {!host.isHeard && host.lastHeardAt !== undefined && (
            <p className="t12 tu">
              <Mark name="last-known" size={12} /> as of {formatClock(host.lastHeardAt)}
            </p>
          )}
        </>
      )}
      {chain.length > 0 && (
        <ol className="chain" aria-label="Order of failure">
          {chain.map((link) => (
            <li key={`${link.number}-${link.part}-${link.at}`}>
              <b className={clsx("num1", !isRunning || isOver ? "over" : told?.severity !== "page" && "wt")}>
                {link.number}
              </b>
              <time className="mono">{formatClock(link.at)}</time>
              <MachineText text={isOver ? inPast(link.text) : link.text} limit={200} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** The symptom of this host with the longest chain; of the container that is worked on, where it has one. */
function chainOf(
  symptoms: readonly SymptomView[],
  hostId: string,
  place: ListPlace | undefined,
): SymptomView | undefined {
  const isMeant = ({ subject, chain }: SymptomView) => chain.length > 0 && subject === place?.subject;
  return symptoms
    .filter((symptom) => symptom.hostId === hostId)
    .toSorted((a, b) => Number(isMeant(b)) - Number(isMeant(a)) || b.chain.length - a.chain.length)[0];
}

function Kept({ incident, onEvidence }: Pick<EvidencePanelProps, "incident" | "onEvidence">) {
  if (incident.evidence.length === 0) return null;
  return (
    <section className="att" aria-label="Kept before it was gone">
      <h3 className="t12 i3">Kept before it was gone</h3>
      <ul>
        {incident.evidence.map((kept) => (
          <li key={kept.id} className="row">
            <button type="button" className="lk ell mono t12" onClick={() => onEvidence(kept.id)}>
              <MachineText text={kept.title} limit={120} />
            </button>
            <span className="i3 t12 num">
              {formatClock(kept.capturedAt)}, {plural(kept.lineCount, "line")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
