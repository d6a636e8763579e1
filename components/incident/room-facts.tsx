"use client";

import Link from "next/link";
import { useState } from "react";
import { acknowledge } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import { linkedOnce } from "#lib/domain/incidents/link-words.ts";
import { milestoneState, milestoneWords } from "#lib/domain/incidents/milestone-words.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { places } from "../shell/places.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { formatMoment } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/times.tsx";
import type { Act } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { ImpactDialog } from "./impact-dialog.tsx";
import { MilestonesDialog } from "./milestones-dialog.tsx";
import { impactOf } from "./strip.ts";

interface RoomFactsProps {
  readonly incident: IncidentDetail;
  readonly act: Act;
  readonly canWrite: boolean;
  /** The same facts stand twice, for narrow screens: one of them has the keys. */
  readonly hasKeys: boolean;
}

/** Who has it, since when it hurts, and where. */
export function RoomFacts({ incident, act, canWrite, hasKeys }: RoomFactsProps) {
  const [isFiguring, setFiguring] = useState(false);
  useKeys(hasKeys ? [{ keys: "f", does: "milestones and figures", run: () => setFiguring(true) }] : []);
  const isTaken = incident.milestones.acknowledged !== undefined;
  const take = () => void act.run(() => acknowledge(incident.id));
  // In triage it is the first action of the room, which has the key; here it stands for narrow screens.
  const isFirst = incident.state === "triage";
  const canTake = canWrite && !isTaken && isOpen(incident.state);
  useKeys(
    canTake && hasKeys && !isFirst ? [{ keys: "a", does: "acknowledge", run: take, isAction: true }] : [],
  );
  return (
    <dl className={isTaken ? "facts" : "facts untaken"}>
      <div className="ack">
        <dt>Acknowledged</dt>
        <dd>
          {isTaken ? (
            <>
              {incident.acknowledgedBy !== undefined && (
                <>
                  <Avatar name={incident.acknowledgedBy.name} />
                  <MachineText text={incident.acknowledgedBy.name} limit={60} />
                </>
              )}
              <span className="i3 t12">
                <Moment at={incident.milestones.acknowledged ?? 0} />
              </span>
            </>
          ) : (
            <>
              <span className="tt row">
                <Mark name="ticket" size={13} />
                nobody
              </span>
              {canTake && (
                <span className={isFirst ? "m-only" : undefined}>
                  <Button isSmall keyHint="a" disabled={act.isBusy} onClick={take}>
                    Acknowledge
                  </Button>
                </span>
              )}
            </>
          )}
        </dd>
      </div>
      <ImpactFact incident={incident} canWrite={canWrite} />
      <div>
        <dt>{incident.hostIds.length === 1 ? "Host" : "Hosts"}</dt>
        <dd className="hosts">
          {incident.hostIds.length === 0 && <span className="i3">none yet</span>}
          {incident.hostIds.slice(0, 3).map((hostId) => (
            <Link key={hostId} href={places.host(hostId)}>
              {hostId}
            </Link>
          ))}
          {incident.hostIds.length > 3 && <span className="i3">and {incident.hostIds.length - 3} more</span>}
        </dd>
      </div>
      {incident.links.length > 0 && (
        <div>
          <dt>Linked</dt>
          <dd>
            {linkedOnce(incident.links).map(({ incidentId, title, words }) => (
              <span key={incidentId} title={title}>
                <Link href={places.incident(incidentId)}>{incidentId}</Link>{" "}
                <span className="i3 t12">{words}</span>
              </span>
            ))}
          </dd>
        </div>
      )}
      <div>
        <dt>Figures</dt>
        <dd>
          <button type="button" className="lk" onClick={() => setFiguring(true)}>
            how each is known
          </button>
          {hasKeys && <Kbd>f</Kbd>}
          {isFiguring && (
            <MilestonesDialog incident={incident} canWrite={canWrite} onClose={() => setFiguring(false)} />
          )}
        </dd>
      </div>
    </dl>
  );
}

function ImpactFact({
  incident,
  canWrite,
}: {
  readonly incident: IncidentDetail;
  readonly canWrite: boolean;
}) {
  const [isAsking, setAsking] = useState(false);
  const now = useNow();
  const impact = impactOf(incident);
  return (
    <div>
      <dt>Impact from</dt>
      <dd>
        {impact.at === undefined ? (
          <span className="tu row">
            <Mark name="last-known" size={13} />
            unknown
          </span>
        ) : (
          <span className="num">{formatMoment(impact.at, now)}</span>
        )}
        {impact.kind === "proposed" && <span className="i3 t12">proposed</span>}
        {impact.kind === "confirmed" && (
          <span className="i3 t12">{milestoneWords(milestoneState(incident, "impact-started"))}</span>
        )}
        {canWrite && (
          <button type="button" className="lk t12" onClick={() => setAsking(true)}>
            {impact.kind === "confirmed" ? "change" : impact.kind === "proposed" ? "confirm" : "set it"}
          </button>
        )}
        {isAsking && <ImpactDialog incident={incident} now={now} onClose={() => setAsking(false)} />}
      </dd>
    </div>
  );
}
