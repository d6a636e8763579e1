import type { HostId, IncidentId } from "../../domain/ids.ts";
import type { Incident, IncidentState } from "../../domain/incident.ts";
import { leadSymptom } from "../../domain/incidents/opening.ts";
import { readAsNow } from "../../domain/incidents/read-as-now.ts";
import { hostsIn } from "../../domain/redaction/stand-ins.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import { createEntryChecks } from "./checked-entries.ts";
import type { IncidentsDeps } from "./contract.ts";
import { createSerial } from "./serially.ts";
import { type ToldTimeline, toTold } from "./share-snapshot.ts";

const PAGE = 500;
/** So many incidents are shared and read at the same time; one more is read anew from its first entry. */
const HELD = 4;

/** An incident as it was after an entry, which may be earlier than now. */
export interface Moment {
  readonly seq: number;
  readonly state: IncidentState;
}

export interface Told {
  readonly told: ToldTimeline;
  /** Of the last entry that was read for it. */
  readonly seq: number;
  /** Each host that stands in it, also in what is not told of it and in what was detached from it. */
  readonly hostIds: readonly HostId[];
}

export interface ToldTimelines {
  /** What a link shows at this moment, or showed at `moment`. Undefined for an unknown incident. */
  readonly read: (incidentId: IncidentId, moment?: Moment) => Promise<Told | undefined>;
  /** Nothing of it stays in memory. */
  readonly forget: (incidentId: IncidentId) => void;
}

/** Entries of an incident after `from`, read in pages so that nobody else waits long. */
export async function entriesFrom(
  { stores }: Pick<IncidentsDeps, "stores">,
  incidentId: IncidentId,
  from = 0,
): Promise<readonly TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  for (;;) {
    const page = await stores.incidents.entries(incidentId, {
      afterSeq: entries.at(-1)?.seq ?? from,
      limit: PAGE,
    });
    entries.push(...page);
    if (page.length < PAGE) return entries;
  }
}

/** Those that an incident names with their titles, in which their hosts stand. */
export async function linkedTo(
  { stores }: Pick<IncidentsDeps, "stores">,
  { links, mergedInto }: Incident,
): Promise<readonly Incident[]> {
  const ids = new Set([...links.map(({ incidentId }) => incidentId), ...(mergedInto ? [mergedInto] : [])]);
  const found = await Promise.all([...ids].map((id) => stores.incidents.get(id)));
  return found.filter((incident) => incident !== undefined);
}

/**
 * Timelines as unknown readers get them. What was read and redacted once is kept while it is asked for: a live link
 * costs what is new, and costs that once for all its readers.
 */
export function createToldTimelines(deps: IncidentsDeps): ToldTimelines {
  const serial = createSerial<IncidentId>();
  const held = new Map<
    IncidentId,
    { readonly entries: TimelineEntry[]; readonly check: ReturnType<typeof createEntryChecks> }
  >();

  function holderOf(incidentId: IncidentId) {
    const holder = held.get(incidentId) ?? {
      entries: [],
      check: createEntryChecks(deps.redactForReaders),
    };
    held.delete(incidentId);
    held.set(incidentId, holder);
    for (const [oldest] of held) {
      if (held.size <= HELD) break;
      held.delete(oldest);
    }
    return holder;
  }

  async function read(incidentId: IncidentId, moment?: Moment): Promise<Told | undefined> {
    const incident = await deps.stores.incidents.get(incidentId);
    if (!incident) return undefined;
    const { entries, check } = holderOf(incidentId);
    entries.push(...(await entriesFrom(deps, incidentId, entries.at(-1)?.seq)));
    // What was stored meanwhile is of the next look: incident and entries are of one moment.
    const seq = moment?.seq ?? incident.headSeq;
    const upTo = entries.filter((entry) => entry.seq <= seq);
    const symptoms = await deps.stores.symptoms.byIds(incident.symptomIds);
    const hostId = leadSymptom(symptoms)?.hostId;
    const told = toTold({
      incident: {
        ...incident,
        state: moment?.state ?? incident.state,
        headHash: upTo.at(-1)?.hash ?? incident.headHash,
      },
      symptoms,
      entries: await check(readAsNow(upTo)),
      redact: deps.redactForReaders,
      unseenParts: hostId === undefined ? [] : deps.unseenParts(hostId),
      recording: deps.recordingOf(incident.hostIds),
    });
    return { told, seq, hostIds: hostsIn([incident, await linkedTo(deps, incident), symptoms, upTo]) };
  }

  return {
    read: (incidentId, moment) => serial.run(incidentId, () => read(incidentId, moment)),
    forget: (incidentId) => void held.delete(incidentId),
  };
}
