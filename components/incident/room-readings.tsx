"use client";

import { clsx } from "clsx";
import { Pin } from "lucide-react";
import { pinReading } from "#lib/client/api.ts";
import { useDraft } from "#lib/client/use-drafts.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { VitalView } from "#lib/protocol/views.ts";
import { Spark } from "../host/spark.tsx";
import { VitalNote } from "../host/vital-note.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";

interface RoomReadingsProps {
  readonly incidentId: string;
  readonly hostId: string;
  readonly vitals: readonly VitalView[];
  readonly impactAt: EpochMs | undefined;
  readonly canWrite: boolean;
}

const TONE = { usual: undefined, drifting: "tt", broken: "tp", "last-known": "tu" } as const;

/** What the host reads now beside what is usual; each is frozen on the timeline by its pin. */
export function RoomReadings({ incidentId, hostId, vitals, impactAt, canWrite }: RoomReadingsProps) {
  const act = useAct();
  // Who may read what is written is chosen in the composer, also for what is pinned.
  const { visibility } = useDraft(incidentId);
  if (vitals.length === 0) return null;
  const pin = (vital: string) =>
    void act.run(() => pinReading(incidentId, { hostId, vital, visibility, clientKey: crypto.randomUUID() }));
  return (
    <section className="rvit" aria-label={`Readings of ${hostId}`}>
      <ul>
        {vitals.map((vital) => (
          <li key={vital.id}>
            <span className="min-w-0">
              {vital.name}
              <span className="t12 i3 ell">
                <VitalNote vital={vital} />
              </span>
            </span>
            <Spark points={vital.points} impactAt={impactAt} width={88} height={22} />
            <b className={clsx("num ell", TONE[vital.state])} title={vital.why ?? vital.value}>
              {vital.value}
            </b>
            {canWrite && (
              <button
                type="button"
                className="symm"
                disabled={act.isBusy}
                title={visibility === "shared" ? "Pin it, on the shared link" : "Pin it, internal"}
                aria-label={`Pin ${vital.name} of ${hostId} to the timeline`}
                onClick={() => pin(vital.id)}
              >
                <Pin className="ic" size={14} aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
    </section>
  );
}
