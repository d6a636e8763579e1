import { claimOpen } from "../domain/detect/orphans.ts";
import { lookAway } from "../domain/detect/unseen.ts";
import type { HostState } from "../domain/host-state.ts";
import { type HostId, isHostId, type SymptomId } from "../domain/ids.ts";
import type { Symptom, SymptomChange } from "../domain/symptom.ts";
import type { GateHost } from "../gate-protocol/answers.ts";
import type { FeedRow } from "../protocol/row-views.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { createFeed, createFeedRing, type FeedDraft, feedOfChange, feedOfStored } from "./feed.ts";
import { inOrder, pastOf } from "./feed-past.ts";
import { createRestarts, type Restart } from "./gate-restart.ts";
import { type GateView, watchGate } from "./gate-watch.ts";
import type { LineRing } from "./line-ring.ts";
import { accountOf } from "./restart-account.ts";
import { createTopicMarks, type TopicMarks } from "./topic-marks.ts";
import { startWatchedHost, type WatchedHost } from "./watched-host.ts";

const FEED_ROWS = 500;

export interface Engine {
  readonly gateView: () => GateView;
  readonly hosts: () => readonly WatchedHost[];
  readonly host: (hostId: string) => WatchedHost | undefined;
  /** Asks for the host's quick readings ahead of their time; false when it is not watched. */
  readonly readNow: (hostId: string) => boolean;
  readonly stateOf: (hostId: string) => HostState | undefined;
  /** Symptoms of all hosts that have not cleared. */
  readonly symptoms: () => readonly Symptom[];
  readonly feed: LineRing<FeedRow>;
  /** `imports` of the dependencies says something else now. */
  readonly importsChanged: () => void;
  readonly stop: () => void;
}

/**
 * Watches every host the gate knows: one prober, one intake, one judge each, so that a sick host
 * delays no other. Stores first, tells incidents second, publishes last.
 */
export async function startEngine(deps: EngineDeps): Promise<Engine> {
  const epoch = deps.newId();
  const watched = new Map<HostId, WatchedHost>();
  const feedMaker = createFeed();
  const feed = createFeedRing(epoch, FEED_ROWS);
  const topics: TopicMarks = createTopicMarks(deps.onTopicChanged);
  const { owned: openSymptoms, closed } = claimOpen(await deps.symptoms.open(), deps.clock.now());
  if (closed.length > 0) await tellOrphans(closed);
  const awaySinceAt = deps.webWasAway?.downAt;
  /** Of hosts that are not watched now: what was open on them when they last were. */
  const left = Map.groupBy(
    openSymptoms.map((symptom) => (awaySinceAt === undefined ? symptom : lookAway(symptom, awaySinceAt))),
    ({ hostId }) => hostId,
  );
  const restarts = createRestarts(
    (restart) => void tellOf(restart).catch(deps.onStorageError),
    deps.webWasAway,
  );

  async function tellOrphans(changes: readonly SymptomChange[]): Promise<void> {
    try {
      await deps.symptoms.save(changes);
      await deps.incidents.symptomsChanged(changes);
    } catch (error) {
      deps.onStorageError(error);
    }
  }

  async function tellOf(restart: Restart): Promise<void> {
    await deps.incidents.processRestarted(await accountOf(restart, deps.streams));
    if (restart.process === "web") deps.onReturnTold();
  }

  const feedOrder = inOrder((drafts) => {
    const rows = feedMaker.add(drafts);
    if (rows.length > 0) deps.onRows("feed", feed.push(rows), rows);
  });
  const addToFeed = (drafts: readonly (FeedDraft | undefined)[]): void =>
    feedOrder.add(drafts.filter((draft) => draft !== undefined));

  function recallFeed(hostId: HostId, hostCount: number): void {
    const past = pastOf(hostId, hostCount, deps.clock.now(), deps);
    feedOrder.past(
      past.catch((error: unknown) => {
        deps.onStorageError(error);
        return [];
      }),
    );
  }

  /** What was a page or a ticket once is followed to its end, whatever it becomes. */
  const told = new Set<SymptomId>(openSymptoms.map(({ id }) => id));

  /** A risk stands on the page of its host: no incident, no feed, no row of storage hears of it. */
  function worthTelling(changes: readonly SymptomChange[]): readonly SymptomChange[] {
    return changes.filter(({ kind, symptom: { id, severity } }) => {
      const isTold = severity !== "notice" || told.has(id);
      if (kind === "cleared") told.delete(id);
      else if (isTold) told.add(id);
      return isTold;
    });
  }

  async function symptomsChanged(all: readonly SymptomChange[]): Promise<void> {
    for (const change of all) topics.mark(`host:${change.symptom.hostId}`);
    const changes = worthTelling(all);
    if (changes.length === 0) return;
    try {
      await deps.symptoms.save(changes);
      await deps.incidents.symptomsChanged(changes);
    } catch (error) {
      // The screen must stay true even when nothing can be remembered; the banner says what is lost.
      deps.onStorageError(error);
    }
    addToFeed(changes.map((change) => feedOfChange(deps.newId(), change)));
    topics.mark("symptoms", "hosts", "incidents");
  }

  function startHost(host: GateHost, hostId: HostId): WatchedHost {
    const watchedHost = startWatchedHost({
      ...deps,
      hostId,
      host,
      logEpoch: epoch,
      openSymptoms: left.get(hostId) ?? [],
      onChanges: symptomsChanged,
      onState() {
        topics.mark("hosts", `host:${hostId}`);
        deps.onHostChanged(hostId);
      },
      onStoredRows: (rows) => {
        void deps.incidents.rowsStored(rows).catch(deps.onStorageError);
        addToFeed(rows.map((row) => feedOfStored(hostId, row, deps.markOf)));
      },
      onGateRestart: (gateStartedAt) => restarts.hostIsBack(hostId, watched.keys(), gateStartedAt),
      onCaughtUp: () => restarts.hostIsRead(hostId),
    });
    left.delete(hostId);
    watchedHost.takeImports(deps.imports());
    return watchedHost;
  }

  /** Hosts whose past stands in the feed: one that comes back later has its rows there. */
  const recalled = new Set<HostId>();
  let isGateUp = false;
  let gateEpoch: string | undefined;

  function gateChanged(view: GateView): void {
    topics.mark("console", "hosts");
    if ((view.state === "up") !== isGateUp) {
      isGateUp = view.state === "up";
      for (const host of watched.values()) host.gateIsUp(isGateUp);
      if (view.state === "up" && view.status.epoch === gateEpoch) restarts.gateWentOn();
    }
    if (view.state === "down") {
      if (view.lastStatus !== undefined) restarts.gateIsDown(view.since);
      return;
    }
    gateEpoch = view.status.epoch;
    const wanted = new Map(view.status.hosts.map((host) => [host.id, host]));
    for (const [hostId, host] of watched) {
      if (wanted.has(hostId)) continue;
      left.set(hostId, [...host.leave()]);
      watched.delete(hostId);
      topics.mark("symptoms", `host:${hostId}`);
    }
    for (const [id, host] of wanted) {
      if (!isHostId(id)) continue;
      const known = watched.get(id);
      if (known === undefined) {
        if (!recalled.has(id)) recallFeed(id, wanted.size);
        recalled.add(id);
        watched.set(id, startHost(host, id));
      } else known.setGateHost(host);
      topics.mark(`host:${id}`);
    }
    restarts.gateIsUp(watched.keys());
  }

  const gateWatch = watchGate(deps.gate, deps.clock, gateChanged);
  return {
    gateView: gateWatch.view,
    hosts: () => [...watched.values()],
    host: (hostId) => watched.get(hostId as HostId),
    readNow(hostId) {
      const host = watched.get(hostId as HostId);
      host?.readNow();
      return host !== undefined;
    },
    stateOf: (hostId) => watched.get(hostId as HostId)?.state(),
    symptoms: () => [...watched.values()].flatMap((host) => host.symptoms()),
    feed,
    importsChanged() {
      for (const host of watched.values()) host.takeImports(deps.imports());
    },
    stop() {
      gateWatch.stop();
      restarts.stop();
      topics.stop();
      for (const host of watched.values()) host.stop();
    },
  };
}
