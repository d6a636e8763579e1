import { createHash } from "node:crypto";
import type { IncidentId, ShareId } from "../../domain/ids.ts";
import { isOpen } from "../../domain/incidents/transitions.ts";
import { USUAL_DISCRETION } from "../../domain/redaction/stand-ins.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { SharedTimeline } from "../../protocol/incident-views.ts";
import type { OpenShare } from "../ports-incidents.ts";
import type { IncidentQueries, IncidentsDeps } from "./contract.ts";
import { chosenOf, namedIn, sharedWith, standInsOf } from "./discretion.ts";
import { createSerial } from "./serially.ts";
import { toShared } from "./share-snapshot.ts";
import type { Moment, ToldTimelines } from "./told-timelines.ts";

/** Something was erased while a link was frozen: read again. More often in a row is nobody's doing. */
const TRIES = 5;

export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

export interface ShareReadings
  extends Pick<IncidentQueries, "sharePreview" | "shared" | "sharedNow" | "shareOfToken" | "shares"> {
  /** To be called when the list of words is another: what goes on is told anew. */
  readonly ownWordsChanged: () => void;
  /** To be called with what was stored: freezes live links whose incident is over. */
  readonly entriesAdded: (incidentId: IncidentId, entries: readonly TimelineEntry[]) => void;
  /** Freezes what was left to be frozen when Foghorn ended. */
  readonly start: () => Promise<void>;
  /** What `share` shows is stored anew, after something was erased while it was made. */
  readonly readAgain: (share: OpenShare) => Promise<void>;
  readonly idle: () => Promise<void>;
}

/** What readers of links get: frozen ones from the store, live ones as it is told now. */
export function createShareReadings(deps: IncidentsDeps, timelines: ToldTimelines): ShareReadings {
  const { clock, stores } = deps;
  const serial = createSerial<ShareId>();

  /** As `share` shows it now; with `moment`, as it showed it then. */
  async function tell(share: OpenShare, live: SharedTimeline["live"], moment?: Moment) {
    const read = await timelines.read(share.incidentId, moment);
    if (read === undefined) return undefined;
    const { createdBy: sharedBy, expiresAt, summary, discretion } = share;
    const link = {
      sharedBy,
      expiresAt,
      frozenAt: clock.now(),
      ...(live !== undefined && { live }),
      ...(summary !== undefined && { summary }),
    };
    return { shared: await sharedWith(deps, read, link, discretion), seq: read.seq };
  }

  async function freeze(share: OpenShare, moment?: Moment): Promise<SharedTimeline | undefined> {
    for (let left = TRIES; left > 0; left -= 1) {
      const told = await tell(share, share.goesOn ? "over" : undefined, moment);
      if (told === undefined) return undefined;
      const { shared: snapshot, seq } = told;
      if (await stores.shares.freeze({ share, snapshot, seq })) return snapshot;
    }
    throw new Error(`The link ${share.shareId} could not be frozen: its timeline is being erased.`);
  }

  /** One after the other, so that none is frozen twice at different moments. */
  const freezeOnce = (shareId: ShareId, moment?: Moment): Promise<void> =>
    serial.run(shareId, async () => {
      const share = await stores.shares.open(shareId, clock.now());
      if (share?.goesOn !== true) return;
      await freeze(share, moment);
      deps.shareChanged(shareId);
      deps.publish.stateChanged(`shares:${share.incidentId}`);
    });

  async function freezeAll(incidentId: IncidentId, moment: Moment): Promise<void> {
    for (const { shareId } of await stores.shares.going(incidentId)) await freezeOnce(shareId, moment);
  }

  /** Pages that are open forget it as well. */
  async function tellErased(incidentId: IncidentId): Promise<void> {
    for (const { id } of await stores.shares.ofIncident(incidentId)) deps.shareChanged(id as ShareId);
  }

  async function current(share: OpenShare): Promise<SharedTimeline | undefined> {
    if (!share.goesOn) return stores.shares.snapshot(share.shareId);
    const told = await tell(share, "on");
    if (told === undefined || isOpen(told.shared.incident.state)) return told?.shared;
    // Over, and not frozen yet, or it could not be: now.
    await freezeOnce(share.shareId);
    const after = await stores.shares.open(share.shareId, clock.now());
    return after?.goesOn === false ? stores.shares.snapshot(share.shareId) : undefined;
  }

  return {
    sharePreview: async (incidentId, { sharedBy, discretion = USUAL_DISCRETION, summary }) => {
      const read = await timelines.read(incidentId);
      if (read === undefined) return undefined;
      const now = clock.now();
      const text = summary?.trim();
      const made = { sharedBy, frozenAt: now, expiresAt: now, ...(text && { summary: text }) };
      const named = await namedIn(deps, [read.told, { userId: "", name: sharedBy }], read.hostIds);
      const all = standInsOf(deps, named, { hidesHosts: true, hidesPeople: true, hidesWords: true });
      toShared(read.told, made, deps.redactForReaders, all);
      const chosen = standInsOf(deps, named, discretion);
      return {
        shared: toShared(read.told, made, deps.redactForReaders, chosen),
        chosen: chosenOf(all),
        ownWordCount: named.words.length,
      };
    },
    shared: async (shareId) => {
      const share = await stores.shares.open(shareId, clock.now());
      const shared = share && (await current(share));
      if (share === undefined || shared === undefined) return undefined;
      await stores.shares.countView(shareId, clock.now());
      deps.publish.stateChanged(`shares:${share.incidentId}`);
      return shared;
    },
    sharedNow: async (shareId) => {
      const share = await stores.shares.open(shareId, clock.now());
      return share && current(share);
    },
    shareOfToken: async (token) => stores.shares.byTokenHash(hashOfToken(token), clock.now()),
    shares: stores.shares.ofIncident,
    entriesAdded: (incidentId, entries) => {
      if (entries.some(({ body }) => body.kind === "entry.erased")) {
        timelines.forget(incidentId);
        tellErased(incidentId).catch((error: unknown) =>
          deps.failed(`Readers of ${incidentId} could not be told what was erased`, error),
        );
      }
      const ended = entries.findLast(({ body }) => body.kind === "incident.state");
      const last = entries.at(-1);
      if (ended?.body.kind !== "incident.state" || isOpen(ended.body.to) || last === undefined) return;
      freezeAll(incidentId, { seq: last.seq, state: ended.body.to }).catch((error: unknown) =>
        deps.failed(`The live links of ${incidentId} could not be frozen`, error),
      );
    },
    ownWordsChanged: () => {
      const tellAll = async () => {
        for (const { shareId } of await stores.shares.going()) deps.shareChanged(shareId);
      };
      tellAll().catch((error: unknown) =>
        deps.failed("Readers of live links could not be told by the new list of words", error),
      );
    },
    start: async () => {
      for (const { shareId, incidentId } of await stores.shares.going()) {
        const incident = await stores.incidents.get(incidentId);
        if (incident && !isOpen(incident.state)) await freezeOnce(shareId);
      }
    },
    readAgain: async (share) => void (await freeze(share)),
    idle: serial.idle,
  };
}
