"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { acknowledge, endMute, openIncident } from "#lib/client/api.ts";
import { places } from "../shell/places.ts";
import type { RowActs } from "./row-acts.ts";
import type { WatchItem } from "./watch-rows.ts";

/**
 * What a person does to a row. The screen changes by what the socket brings; here are only the asking and what went
 * wrong. To acknowledge is to say it on an incident, so one is opened where there is none.
 */
export function useWatchActs(canAct: boolean): {
  /** The same value until one is asked for, so that rows rest. */
  readonly rowActs: RowActs;
  readonly problem: string | undefined;
  /** What the dialog asks about. */
  readonly muting: WatchItem | undefined;
  readonly closeMute: () => void;
} {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [muting, setMuting] = useState<WatchItem>();

  const rowActs = useMemo((): RowActs => {
    const act = async (work: () => Promise<string | undefined>): Promise<void> => {
      if (isBusy || !canAct) return;
      setBusy(true);
      setProblem(undefined);
      setProblem(await work());
      setBusy(false);
    };
    return {
      canAct,
      isBusy,
      mute(symptom) {
        const { mute } = symptom;
        if (mute === undefined) setMuting(symptom);
        else
          void act(async () => {
            const answer = await endMute(mute.id);
            return answer.kind === "failed" ? `Mute not ended. ${answer.message}` : undefined;
          });
      },
      openIncident: (symptom) =>
        void act(async () => {
          if (symptom.incidentId !== undefined) {
            router.push(places.incident(symptom.incidentId));
            return undefined;
          }
          const answer = await openIncident({ symptomIds: idsOf(symptom) });
          if (answer.kind === "failed") return `Incident not opened. ${answer.message}`;
          router.push(places.incident(answer.value.id));
          return undefined;
        }),
      acknowledge: (symptom) =>
        void act(async () => {
          if (symptom.acknowledgedAt !== undefined) return undefined;
          const incidentId = symptom.incidentId ?? (await opened(symptom));
          if (typeof incidentId !== "string") return `Not acknowledged. ${incidentId.message}`;
          const answer = await acknowledge(incidentId);
          return answer.kind === "failed" ? `Not acknowledged. ${answer.message}` : undefined;
        }),
    };
  }, [canAct, isBusy, router]);

  return { rowActs, problem, muting, closeMute: () => setMuting(undefined) };
}

/** A request names so many at most; what began later lands on the incident of its host. */
const AT_ONCE = 200;

const idsOf = (item: WatchItem): readonly string[] =>
  (item.alike ?? [item]).slice(0, AT_ONCE).map(({ id }) => id);

async function opened(symptom: WatchItem): Promise<string | { readonly message: string }> {
  const answer = await openIncident({ symptomIds: idsOf(symptom) });
  return answer.kind === "done" ? answer.value.id : { message: answer.message };
}
