import { createLineRing, type LineRing } from "../../engine/line-ring.ts";
import type { ChangeListener, FollowLogs, Queries, Runtime } from "../../runtime/runtime.ts";

type Row = { readonly id: string };

/** Values and rows a test sets, behind the same interface the engine serves; numbering is the engine's own. */
export function createScriptedQueries() {
  const listeners = new Set<(change: ChangeListener) => void>();
  const values = new Map<string, unknown>();
  const rings = new Map<string, LineRing<Row>>();
  const counts = { stateReads: 0, rowReads: 0, followed: 0 };
  let followLogs: FollowLogs = async function* () {};

  const ring = (topic: string): LineRing<Row> => {
    const found = rings.get(topic) ?? createLineRing<Row>("e1", 1_000);
    rings.set(topic, found);
    return found;
  };
  const tell = (change: ChangeListener) => {
    for (const listener of listeners) listener(change);
  };

  const queries: Pick<Queries, "state" | "rows" | "rowsAfter"> = {
    state: async (topic) => {
      counts.stateReads += 1;
      return structuredClone(values.get(String(topic))) as never;
    },
    rows: async (topic, { tail, beforeSeq }) => {
      counts.rowReads += 1;
      return ring(topic).tail(tail, beforeSeq) as never;
    },
    rowsAfter: async (topic, position, limit) => {
      counts.rowReads += 1;
      return ring(topic).after(position, limit);
    },
  };

  return {
    queries,
    counts,
    onChange: ((listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }) satisfies Runtime["onChange"],
    followLogs: ((...args) => {
      counts.followed += 1;
      return followLogs(...args);
    }) satisfies FollowLogs,
    setFollowLogs: (next: FollowLogs) => {
      followLogs = next;
    },
    set: (topic: string, value: unknown) => {
      values.set(topic, value);
      tell({ kind: "state", topic });
    },
    remove: (topic: string) => {
      values.delete(topic);
      tell({ kind: "state", topic });
    },
    /** Stored first, published second, as the engine does it. */
    push: (topic: string, rows: readonly Row[]) => {
      const { epoch, seq } = ring(topic).push(rows);
      tell({ kind: "rows", topic, epoch, seq, rows });
    },
    /** Stored by a source that has not published it yet. */
    store: (topic: string, rows: readonly Row[]) => ring(topic).push(rows),
    publish: tell,
    /** Numbering begins anew, as after a restart. */
    restart: (topic: string, epoch: string) => rings.set(topic, createLineRing<Row>(epoch, 1_000)),
  };
}
