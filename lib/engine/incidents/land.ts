import type { HostId, IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { isWorthAnEntry, type Landing, landingOf } from "../../domain/incidents/landing.ts";
import { isReturn } from "../../domain/incidents/reopening.ts";
import { isOpen } from "../../domain/incidents/transitions.ts";
import type { SymptomChange } from "../../domain/symptom.ts";
import type { EpochMs } from "../../domain/time.ts";
import { openRunbooks } from "../checklists/open-runbooks.ts";
import type { IncidentWrite, Landed } from "../ports-incidents.ts";
import type { IncidentsDeps } from "./contract.ts";
import { draftRows, subjectsOf } from "./draft-rows.ts";
import { attachDraft, changeDraft, detectedDrafts, FOGHORN, reopenDraft } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";

const PAGE = 500;
/** A position that moved over rows which are no entries is written down now and then: a restart reads them once more. */
const UNSAVED_LIMIT = 2_000;
const ROW_KINDS = ["docker-event", "journal-line", "gap"] as const;

export interface Lander {
  /** Lands what is stored of this host and has not landed yet, on every incident that listens to it. */
  readonly changes: (hostId: HostId) => Promise<void>;
  readonly rows: (hostId: HostId) => Promise<void>;
  /** Where rows and changes of a host go on after a back-fill. */
  readonly setLanded: (incidentId: IncidentId, landed: readonly Landed[]) => void;
}

/**
 * What hosts report by themselves on the timelines of their incidents. It reads what is stored after a position that
 * moves in the transaction of the entries: a kill at any moment neither loses nor repeats an entry.
 * Calls for one host must not overlap.
 */
export function createLander(deps: IncidentsDeps, recorder: Recorder): Lander {
  const { clock, stores, redact, signatureOf } = deps;
  const positions = new Map<string, Landed>();
  const saved = new Map<string, Landed>();
  const keyOf = (incidentId: IncidentId, hostId: HostId) => `${incidentId}/${hostId}`;

  function setLanded(incidentId: IncidentId, landed: readonly Landed[]): void {
    for (const position of landed) {
      positions.set(keyOf(incidentId, position.hostId), position);
      saved.set(keyOf(incidentId, position.hostId), position);
    }
  }

  async function positionOf(incidentId: IncidentId, hostId: HostId): Promise<Landed> {
    const key = keyOf(incidentId, hostId);
    if (!positions.has(key)) setLanded(incidentId, await stores.incidents.landed(incidentId));
    return positions.get(key) ?? { hostId, rowSeq: 0, changeId: 0 };
  }

  async function save(incidentId: IncidentId, next: Landed, plan: (incident: Incident) => IncidentWrite) {
    await recorder.append(incidentId, plan, { isCommutative: true });
    setLanded(incidentId, [next]);
  }

  function forgetEnded(): void {
    const listening = new Set<string>(recorder.listening().map(({ id }) => id));
    for (const key of positions.keys()) {
      if (listening.has(key.slice(0, key.indexOf("/")))) continue;
      positions.delete(key);
      saved.delete(key);
    }
  }

  /** What one change is to one incident, if anything. */
  function landingOn(incident: Incident, change: SymptomChange, now: EpochMs): Landing | undefined {
    const rules = { reopenWithinMs: deps.settings().reopenWithinMs, serviceOf: deps.serviceOf };
    const landing = landingOf(change.symptom, recorder.listening(), recorder.symptomOf, now, rules);
    return landing?.incident.id === incident.id ? landing : undefined;
  }

  function planChanges(changes: readonly SymptomChange[], next: Landed, now: EpochMs) {
    return (incident: Incident): IncidentWrite => {
      const attached = new Map<string, SymptomChange["symptom"]>();
      const back: SymptomChange[] = [];
      const entries = changes.flatMap((change) => {
        const { symptom } = change;
        const landing = landingOn(incident, change, now);
        if (landing === undefined) return [];
        const { because } = landing;
        const isNew = because === "cause" && symptom.state !== "cleared" && !attached.has(symptom.id);
        if (isNew) attached.set(symptom.id, symptom);
        const isMine = because === "same" || attached.has(symptom.id);
        if (isMine && isReturn(incident, change, deps.settings().reopenWithinMs)) back.push(change);
        const told = isWorthAnEntry(change, isMine ? "same" : because) ? [changeDraft(change, now)] : [];
        return isNew ? [attachDraft(symptom, FOGHORN, now, landing.attached), ...told] : told;
      });
      const symptoms = [...attached.values()];
      const opening = openRunbooks(incident, symptoms, deps.runbooks(), FOGHORN, now);
      return {
        entries: [
          ...entries,
          // Once, for the first of them: after that it is not resolved any more.
          ...back.slice(0, 1).map((change) => reopenDraft(incident, change, now)),
          ...detectedDrafts(incident, symptoms, now),
          ...opening.entries,
        ],
        checklists: opening.checklists,
        landed: [next],
      };
    };
  }

  async function landChanges(incident: Incident, hostId: HostId): Promise<void> {
    for (;;) {
      const position = await positionOf(incident.id, hostId);
      const page = await stores.symptoms.changesAfter(hostId, position.changeId, PAGE);
      const last = page.at(-1);
      if (!last) return;
      const now = clock.now();
      const changes = page.map(({ change }) => change);
      const next = { ...position, changeId: last.id };
      const isConcerned = changes.some((change) => landingOn(incident, change, now) !== undefined);
      if (isConcerned) await save(incident.id, next, planChanges(changes, next, now));
      else positions.set(keyOf(incident.id, hostId), next);
      if (page.length < PAGE) return;
    }
  }

  async function landRows(incident: Incident, hostId: HostId): Promise<void> {
    const symptoms = incident.symptomIds
      .map(recorder.symptomOf)
      .filter((symptom) => symptom !== undefined && symptom.hostId === hostId)
      .filter((symptom) => symptom !== undefined);
    const isTold = subjectsOf(symptoms);
    for (;;) {
      const position = await positionOf(incident.id, hostId);
      const rows = await stores.stream.read(hostId, {
        afterSeq: position.rowSeq,
        kinds: ROW_KINDS,
        limit: PAGE,
      });
      const last = rows.at(-1);
      if (!last) return;
      const next = { ...position, rowSeq: last.seq };
      const entries = draftRows(rows, {
        now: clock.now(),
        isTold,
        redact: (text) => redact(text).text,
        signatureOf,
        isRestartTold: true,
      });
      const key = keyOf(incident.id, hostId);
      const unsaved = next.rowSeq - (saved.get(key)?.rowSeq ?? 0);
      if (entries.length > 0 || unsaved > UNSAVED_LIMIT) {
        await save(incident.id, next, () => ({ entries, landed: [next] }));
      } else positions.set(key, next);
      if (rows.length < PAGE) return;
    }
  }

  return {
    setLanded,
    changes: async (hostId) => {
      forgetEnded();
      for (const incident of recorder.listening()) {
        if (incident.hostIds.includes(hostId)) await landChanges(incident, hostId);
      }
    },
    rows: async (hostId) => {
      for (const incident of recorder.listening()) {
        // What is resolved hears of its symptoms alone.
        if (isOpen(incident.state) && incident.hostIds.includes(hostId)) await landRows(incident, hostId);
      }
    },
  };
}
