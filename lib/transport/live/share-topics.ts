import type { ShareId } from "../../domain/ids.ts";
import type { SharedHead, SharedRow, SharedTimeline } from "../../protocol/incident-views.ts";
import type { Queries } from "../../runtime/runtime.ts";

/** `share:<id>` and `share-entries:<id>`, as the hub names what readers of one link hold. */
const SHARE_TOPIC = /^(share|share-entries):(.+)$/;

const topicsOf = (shareId: string): readonly string[] => [`share:${shareId}`, `share-entries:${shareId}`];
const shareIdOf = (name: string): string => SHARE_TOPIC.exec(name)?.[2] ?? "";

interface Read {
  /** Undefined until it was read once: then any change may be one of it. */
  readonly incidentId?: string;
  /** What is added to its incident is told. */
  readonly goesOn: boolean;
}

/**
 * What readers of links are told. Both topics of a link are cut from one reading, and a link that goes on is read anew
 * only when its incident changed.
 */
export function createShareTopics(queries: Pick<Queries, "sharedNow">) {
  const read = new Map<string, Read>();
  const running = new Map<string, Promise<SharedTimeline | undefined>>();

  /** Both topics of a link ask in the same turn: one answer for both. */
  function reading(shareId: string): Promise<SharedTimeline | undefined> {
    const started = running.get(shareId) ?? queries.sharedNow(shareId as ShareId);
    running.set(shareId, started);
    const isOver = () => {
      if (running.get(shareId) === started) running.delete(shareId);
    };
    started.then(isOver, isOver);
    return started;
  }

  /** Names of its topics. Who asks from now on gets what is true now, not an answer that is on its way. */
  function changed(shareId: string): readonly string[] {
    running.delete(shareId);
    return topicsOf(shareId);
  }

  return {
    isOne: (name: string): boolean => SHARE_TOPIC.test(name),
    /** Undefined: it opens nothing any more. */
    async read(name: string): Promise<SharedHead | readonly SharedRow[] | undefined> {
      const shareId = shareIdOf(name);
      if (!read.has(shareId)) read.set(shareId, { goesOn: true });
      const shared = await reading(shareId);
      if (shared === undefined) return undefined;
      read.set(shareId, { incidentId: shared.incident.id, goesOn: shared.live === "on" });
      const { entries, ...head } = shared;
      return name.startsWith("share:")
        ? { ...head, shareId }
        : entries.map((entry) => ({ ...entry, id: String(entry.seq) }));
    },
    changed,
    /** Topics that tell what is new on this incident. */
    changedBy: (incidentId: string): readonly string[] =>
      [...read].flatMap(([shareId, one]) =>
        one.goesOn && (one.incidentId ?? incidentId) === incidentId ? changed(shareId) : [],
      ),
    /** Nobody reads this topic any more. */
    forget: (name: string): void => void read.delete(shareIdOf(name)),
  };
}
