import { describe, expect, test } from "vitest";
import type { ContainerId } from "../domain/ids.ts";
import type { LogFrame } from "../gate-protocol/answers.ts";
import type { ContainerLogRow, EventRow } from "../protocol/row-views.ts";
import { followContainer } from "./follow-container.ts";
import type { LastPing, LogSources } from "./log-sources.ts";
import type { Gate } from "./ports.ts";
import { createRecentLines } from "./recent-lines.ts";

const ID = "a".repeat(64) as ContainerId;
const OTHER = "b".repeat(64);
/** Seconds of one minute, as nanoseconds. */
const nano = (second: number) => `17952602${String(second).padStart(2, "0")}000000000`;
const at = (second: number) => Number(nano(second).slice(0, -6));

const line = (second: number, text: string) => ({ timeNano: nano(second), stream: "stdout" as const, text });
const event = (second: number, action: string, rest: Partial<EventRow> = {}): EventRow => ({
  id: `e-${second}-${action}-${rest.actorId ?? ""}`,
  seq: second,
  at: at(second),
  timeNano: nano(second),
  kind: "event",
  type: "container",
  action,
  actorId: ID,
  attributes: { name: "api", ...(action === "die" && { exitCode: "1" }) },
  ...rest,
});

const ENDED: LogFrame = { kind: "ended", reason: "the container ended its output" };
const refusal = (code: string, message: string) => Object.assign(new Error(message), { code });

/** A gate that hands out one script per stream, and a host whose news the test tells. */
function rig(streams: readonly (readonly (LogFrame | Error)[])[], past: readonly EventRow[] = []) {
  const asked: { readonly sinceNano?: string | undefined; readonly tail: number }[] = [];
  const eventListeners = new Set<(rows: readonly EventRow[]) => void>();
  const readingListeners = new Set<() => void>();
  const rows: ContainerLogRow[] = [];
  const abort = new AbortController();
  const recent = createRecentLines();
  let ping: LastPing | undefined;
  let now = at(0);
  let inspected: { restartCount: number; state: string; startedAt?: number } = {
    restartCount: 6,
    state: "running",
  };
  const gate = {
    ask: async () => ({ ok: true, reading: { startedAt: now, ...inspected } }),
    async *follow(_name: string, args: { readonly tail: number; readonly sinceNano?: string }) {
      const script = streams[asked.length] ?? [];
      asked.push({ tail: args.tail, sinceNano: args.sinceNano });
      for (const frame of script) {
        if (frame instanceof Error) throw frame;
        yield frame;
      }
    },
  } as unknown as Gate;
  const sources: LogSources = {
    gate,
    clock: { now: () => now },
    recent,
    events: () => past,
    pingOf: () => ping,
    nameOf: () => "api",
    fromJournal: async () => [],
    onEvents: (_hostId, listener) => {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    onReading: (_hostId, listener) => {
      readingListeners.add(listener);
      return () => readingListeners.delete(listener);
    },
  };
  const isOver = (async () => {
    for await (const frame of followContainer(sources, "host-1", ID, { tail: 100, signal: abort.signal }))
      rows.push(...frame.rows);
  })();
  isOver.catch(() => undefined);
  return {
    asked,
    rows,
    recent,
    isOver,
    stop: async () => {
      abort.abort();
      await isOver;
      return { listening: eventListeners.size + readingListeners.size };
    },
    inspectSays: (restartCount: number, state: string, startedSecond?: number) => {
      inspected = {
        restartCount,
        state,
        ...(startedSecond !== undefined && { startedAt: at(startedSecond) }),
      };
    },
    /** The clock moves first, so that no test waits for the pause between two streams. */
    tell: (second: number, ...news: readonly EventRow[]) => {
      now = at(second);
      for (const listener of eventListeners) listener(news);
    },
    read: (second: number, isAnswering: boolean, reason?: string) => {
      now = at(second);
      ping = { isAnswering, at: now, ...(reason !== undefined && { reason }) };
      for (const listener of readingListeners) listener();
    },
    said: () =>
      rows.map((row) =>
        row.life === undefined
          ? row.text
          : [row.life.kind, ...Object.values(row.life).slice(1)].map(String).join(" "),
      ),
  };
}

describe("following a container across its lives", () => {
  test("says how it died and that it was started again, and no line is lost or doubled", async () => {
    const run = rig([
      [{ kind: "lines", lines: [line(1, "one"), line(2, "two")] }, ENDED],
      // `since` is inclusive: the daemon hands the last line out again.
      [{ kind: "lines", lines: [line(2, "two"), line(5, "three")] }, ENDED],
    ]);
    await expect.poll(run.said).toEqual(["one", "two"]);
    run.tell(3, event(3, "die"));
    await expect.poll(run.said).toEqual(["one", "two", "died 1"]);
    run.tell(4, event(4, "start"));
    await expect.poll(run.said).toEqual(["one", "two", "died 1", "started 7", "three"]);
    expect(run.asked.map(({ sinceNano }) => sinceNano)).toEqual([undefined, nano(2)]);
    expect(new Set(run.rows.map(({ id }) => id)).size).toBe(run.rows.length);
    await run.stop();
  });

  test("a life is numbered the same while the next is waited for", async () => {
    const run = rig([[{ kind: "lines", lines: [line(1, "one")] }, ENDED], [ENDED]]);
    run.inspectSays(7, "restarting");
    await expect.poll(run.said).toEqual(["one"]);
    run.tell(5, event(3, "die"), event(5, "start"));
    await expect.poll(run.said).toEqual(["one", "died 1", "started 7"]);
    await run.stop();
  });

  test("lives that were over before they could be inspected are counted from the one that was", async () => {
    const run = rig([[{ kind: "lines", lines: [line(1, "one")] }, ENDED], [ENDED], [ENDED]]);
    await expect.poll(run.said).toEqual(["one"]);
    run.inspectSays(3, "running", 9);
    run.tell(9, event(3, "die"), event(4, "start"), event(5, "die"), event(9, "start"));
    await expect.poll(run.said).toEqual(["one", "died 1", "started 3", "died 1", "started 4"]);
    run.inspectSays(3, "running", 9);
    run.tell(20, event(12, "die"), event(13, "start"));
    await expect.poll(run.said).toContain("started 5");
    await run.stop();
  });

  test("an inspect that speaks of a start nobody heard of yet numbers none", async () => {
    const run = rig([[{ kind: "lines", lines: [line(1, "one")] }, ENDED], [ENDED]]);
    await expect.poll(run.said).toEqual(["one"]);
    run.inspectSays(3, "running", 6);
    run.tell(5, event(3, "die"), event(4, "start"));
    await expect.poll(run.said).toEqual(["one", "died 1", "started"]);
    await run.stop();
  });

  test("opens no stream until something started", async () => {
    const run = rig([[{ kind: "lines", lines: [line(1, "one")] }, ENDED]]);
    await expect.poll(run.said).toEqual(["one"]);
    run.tell(3, event(3, "die"));
    run.read(10, true);
    run.read(11, true);
    await expect.poll(run.said).toEqual(["one", "died 1"]);
    expect(run.asked).toHaveLength(1);
    expect(await run.stop()).toEqual({ listening: 0 });
  });

  test("a first word written before the start was noted still stands behind it", async () => {
    const run = rig(
      [[{ kind: "lines", lines: [line(1, "one"), line(4, "two")] }, ENDED]],
      [event(2, "die"), event(5, "start")],
    );
    await expect.poll(run.said).toEqual(["one", "died 1", "started", "two"]);
    await run.stop();
  });

  test("lives from before the first line that is here are left out", async () => {
    const run = rig(
      [[{ kind: "lines", lines: [line(9, "nine")] }, ENDED]],
      [event(2, "die"), event(3, "start")],
    );
    await expect.poll(run.said).toEqual(["nine"]);
    await run.stop();
  });

  test("a rotated file in between is said", async () => {
    const run = rig([
      [{ kind: "lines", lines: [line(1, "one")] }, ENDED],
      [{ kind: "lines", lines: [line(6, "six")] }, ENDED],
    ]);
    await expect.poll(run.said).toEqual(["one"]);
    run.tell(4, event(3, "die"), event(4, "start"));
    await expect.poll(() => run.rows.some((row) => row.life?.kind === "missing")).toBe(true);
    expect(run.rows.at(-1)?.text).toBe("six");
    await run.stop();
  });

  test("a container of the same name that starts is offered, this one is not", async () => {
    const run = rig([[{ kind: "lines", lines: [line(1, "one")] }, ENDED]]);
    await expect.poll(run.said).toEqual(["one"]);
    run.tell(5, event(3, "die"), event(4, "destroy"), event(5, "start", { actorId: OTHER }));
    await expect.poll(run.said).toEqual(["one", "died 1", "removed", `replaced ${OTHER}`]);
    run.tell(6, event(6, "start", { actorId: "c".repeat(64), attributes: { name: "worker" } }));
    expect(run.asked).toHaveLength(1);
    await run.stop();
  });
});

describe("a daemon that goes", () => {
  test("is said with its reason, and its first answer brings the lines since", async () => {
    const run = rig([
      [
        { kind: "lines", lines: [line(1, "one")] },
        { kind: "ended", reason: "connection reset", isBroken: true },
      ],
      [{ kind: "lines", lines: [line(1, "one"), line(8, "two")] }],
    ]);
    await expect.poll(run.said).toEqual(["one", "cut-off connection reset"]);
    run.read(5, false);
    expect(run.asked).toHaveLength(1);
    run.read(9, true);
    await expect.poll(run.said).toEqual(["one", "cut-off connection reset", "resumed", "two"]);
    await run.stop();
  });

  test("a stream that ended quietly with it is said by the next ping", async () => {
    const run = rig([[{ kind: "lines", lines: [line(1, "one")] }, ENDED]]);
    await expect.poll(run.said).toEqual(["one"]);
    run.read(5, false, "connection refused");
    await expect.poll(run.said).toEqual(["one", "cut-off connection refused"]);
    await run.stop();
  });

  test("who comes later still sees the last lines somebody followed", async () => {
    const later = rig([[refusal("daemon", "connection refused")], []], [event(3, "die")]);
    later.recent.add(`host-1/${ID}`, [
      { id: "x", at: at(1), timeNano: nano(1), stream: "stdout", text: "last words" },
    ]);
    await expect
      .poll(later.said)
      .toEqual(["last-known memory", "last words", "died 1", "cut-off connection refused"]);
    await later.stop();
  });

  test("a container the daemon does not list is refused at once", async () => {
    const run = rig([[refusal("unknown-container", "the daemon lists no such container")]]);
    await expect(run.isOver).rejects.toMatchObject({ code: "unknown-container" });
  });
});
