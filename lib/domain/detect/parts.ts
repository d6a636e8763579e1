import { PART_IDS, type PartId, type PartState } from "../anatomy.ts";
import type { HostState } from "../host-state.ts";
import { isPodman } from "../modes/shared/host-facts.ts";
import { isThere, type Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import { litPartsOf } from "./also-lit.ts";
import { chainsOf } from "./chain.ts";
import { NOT_ON_PODMAN } from "./not-on-podman.ts";
import { FLOOR_PARTS } from "./part-floor.ts";
import { LOG_PARTS } from "./part-log.ts";
import { NETWORK_PARTS } from "./part-network.ts";
import { OUTSIDE_PARTS } from "./part-outside.ts";
import { PATH_PARTS } from "./part-path.ts";
import { type OwnReading, offPart, outOfSight, type PartReading } from "./part-reading.ts";
import { type HostLink, SETTINGS_PARTS } from "./part-settings.ts";
import { STORAGE_PARTS } from "./part-storage.ts";
import { comesByItself, whyNotReached } from "./visibility.ts";

const READERS: Partial<Record<PartId, (host: HostState, now: EpochMs, link: HostLink) => OwnReading>> = {
  ...PATH_PARTS,
  ...SETTINGS_PARTS,
  ...OUTSIDE_PARTS,
  ...STORAGE_PARTS,
  ...NETWORK_PARTS,
  ...LOG_PARTS,
  ...FLOOR_PARTS,
};

/** A daemon of this machine, which is what a host is until it is said otherwise. */
const LOCAL_LINK: HostLink = { transport: "unix", isInsecure: false };

/**
 * All 21 parts with their readings. A symptom that is seen or raised lights its part (broken when it pages,
 * ticket else), and a page what it cuts off; one that recovers lights nothing; one whose source is away is hatched.
 */
export function partReadings(
  host: HostState,
  symptoms: readonly Symptom[],
  now: EpochMs,
  link: HostLink = LOCAL_LINK,
): readonly PartReading[] {
  const laid = laidOver(symptoms);
  const numbers = numbersOf(symptoms);
  const isOnPodman = isPodman(host);
  const away = whyNotReached(host);
  return PART_IDS.map((id) => {
    const notThere = isOnPodman ? NOT_ON_PODMAN[id] : undefined;
    const own =
      (notThere === undefined ? undefined : offPart("not on podman", [notThere])) ??
      READERS[id]?.(host, now, link) ??
      outOfSight("not read", "Nothing yet: this part is not read.");
    const chain = numbers.get(id);
    return {
      id,
      ...own,
      // What was only not asked yet does not come by itself while no call comes as far as the host.
      ...(away && own.readAt === undefined && own.notVisible && comesByItself(own.notVisible)
        ? { notVisible: away }
        : {}),
      state: stateOf(own.state, laid.get(id)),
      ...(chain !== undefined && { chain }),
    };
  });
}

/**
 * Numbers of the parts of one chain, the worst and then the oldest: two chains in one drawing would both have a 1.
 * A fault that explains nothing else has no number, and neither has what passes again.
 */
function numbersOf(symptoms: readonly Symptom[]): ReadonlyMap<PartId, number> {
  const chains = chainsOf(symptoms)
    .map((links) => {
      const failing = links.filter(({ symptom }) => isThere(symptom) && symptom.severity !== "notice");
      const numbers = new Map<PartId, number>();
      for (const { number, symptom } of failing)
        for (const part of litPartsOf(symptom)) if (!numbers.has(part)) numbers.set(part, number);
      return {
        numbers: new Set(failing.map(({ symptom }) => symptom.part)).size > 1 ? numbers : undefined,
        isPage: failing.some(({ symptom }) => symptom.severity === "page"),
        sinceAt: Math.min(...failing.map(({ symptom }) => symptom.sinceAt)),
      };
    })
    .filter(({ numbers }) => numbers !== undefined)
    .toSorted((a, b) => Number(b.isPage) - Number(a.isPage) || a.sinceAt - b.sinceAt);
  return chains[0]?.numbers ?? new Map();
}

/** The states alone, for glyphs. */
export function partStates(
  host: HostState,
  symptoms: readonly Symptom[],
  now: EpochMs,
): Readonly<Record<PartId, PartState>> {
  const states = partReadings(host, symptoms, now).map(({ id, state }) => [id, state] as const);
  return Object.fromEntries(states) as Record<PartId, PartState>;
}

const RANK: Record<"fault" | "warn" | "hit" | "stale", number> = { fault: 3, warn: 2, hit: 1, stale: 0 };
type Laid = keyof typeof RANK;

function laidOver(symptoms: readonly Symptom[]): ReadonlyMap<PartId, Laid> {
  const laid = new Map<PartId, Laid>();
  const lay = (part: PartId, state: Laid) => {
    const known = laid.get(part);
    if (known === undefined || RANK[state] > RANK[known]) laid.set(part, state);
  };
  for (const symptom of symptoms) {
    // A risk lights nothing: nothing is broken.
    if (!isThere(symptom) || symptom.severity === "notice") continue;
    const lit: Laid = symptom.isUnknown ? "stale" : symptom.severity === "page" ? "fault" : "warn";
    for (const part of litPartsOf(symptom)) lay(part, lit);
    // In the colour of a page: what waits for daylight cuts nobody off at night, and says in words what it touches.
    if (lit === "fault") for (const part of symptom.blast.parts) lay(part, "hit");
  }
  return laid;
}

/** What a symptom says of a part outweighs its own reading, but for a part that its own reading names as broken. */
function stateOf(own: PartState, laid: Laid | undefined): PartState {
  if (laid === undefined) return own;
  if (own === "off" && laid !== "fault") return own;
  if (own === "fault") return "fault";
  if (own === "warn" && laid !== "fault") return "warn";
  if (laid === "stale") return own === "ok" ? "stale" : own;
  return laid;
}
