import type { Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { ApiError } from "../docker/failure.ts";
import type { SpoolEntry } from "../spool/spool.ts";
import { chunkOf, type ScriptedDaemon, startScriptedDaemon } from "../testing/scripted-daemon.ts";
import { followEvents } from "./follow-events.ts";

let daemon: ScriptedDaemon | undefined;
let following: { readonly stop: () => Promise<void> } | undefined;
afterEach(async () => {
  await following?.stop();
  await daemon?.stop();
  following = undefined;
  daemon = undefined;
});

const HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const line = (timeNano: number, action = "start"): string =>
  `{"Type":"container","Action":"${action}","Actor":{"ID":"c1","Attributes":{"name":"web"}},"timeNano":179526023927459${String(timeNano).padStart(4, "0")}}\n`;

/** Each connection gets the next script; the last one serves all that follow. */
async function follow(...scripts: ((socket: Socket) => void)[]): Promise<SpoolEntry[]> {
  let connection = 0;
  daemon = await startScriptedDaemon((socket) => {
    const script = scripts[Math.min(connection, scripts.length - 1)];
    connection += 1;
    script?.(socket);
  });
  const entries: SpoolEntry[] = [];
  following = followEvents({
    link: daemon.link,
    version: async () => "v1.41",
    isAlive: async () => true,
    emit: (entry) => entries.push(entry),
    redact: (text) => text,
    now: Date.now,
  });
  return entries;
}

const streaming =
  (...lines: string[]) =>
  (socket: Socket): void => {
    socket.write(HEAD);
    for (const text of lines) socket.write(chunkOf(text));
  };
const ending =
  (...lines: string[]) =>
  (socket: Socket): void => {
    streaming(...lines)(socket);
    // As a daemon leaves: the body is cut off, not ended.
    setTimeout(() => socket.destroy(), 50);
  };

const times = (entries: readonly SpoolEntry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === "docker-event" ? [entry.event.timeNano.slice(-4)] : []));
const gaps = (entries: readonly SpoolEntry[]) =>
  entries.flatMap((entry) => (entry.kind === "stream-gap" ? [entry.gap] : []));
const states = (entries: readonly SpoolEntry[]) =>
  entries.flatMap((entry) => (entry.kind === "stream-state" ? [entry.isOpen] : []));

describe("following events", () => {
  test("asks for the daemon's whole memory, unfiltered", async () => {
    const entries = await follow(streaming(line(1)));
    await expect.poll(() => times(entries)).toEqual(["0001"]);
    expect(daemon?.requests).toEqual(["GET /v1.41/events?since=0 HTTP/1.1"]);
  });

  test("after a break what is known comes once and no gap is written", async () => {
    const entries = await follow(ending(line(1), line(2)), streaming(line(1), line(2), line(3)));
    await expect.poll(() => times(entries)).toEqual(["0001", "0002", "0003"]);
    expect(gaps(entries)).toEqual([]);
    expect(states(entries)).toEqual([true, false, true]);
  });

  test("a daemon that forgot leaves one gap, before the first event of its new memory", async () => {
    const entries = await follow(ending(line(1), line(2)), streaming(line(8), line(9)));
    await expect.poll(() => times(entries)).toEqual(["0001", "0002", "0008", "0009"]);
    const kinds = entries.map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === "stream-gap")).toHaveLength(1);
    expect(kinds.indexOf("stream-gap")).toBe(kinds.lastIndexOf("docker-event") - 2);
    expect(gaps(entries)[0]).toMatchObject({ stream: "events", isFilled: false });
  });

  test("a daemon that came back without any memory leaves one gap within 2 s", async () => {
    const entries = await follow(ending(line(1)), streaming());
    await expect.poll(() => gaps(entries).length, { timeout: 2_500 }).toBe(1);
    const [gap] = gaps(entries);
    expect(gap?.toAt).toBeGreaterThanOrEqual(gap?.fromAt ?? Number.POSITIVE_INFINITY);
  });

  test("the first connection writes no gap: what was before is not the gate's to judge", async () => {
    const entries = await follow(streaming(line(5)));
    await expect.poll(() => times(entries)).toEqual(["0005"]);
    expect(gaps(entries)).toEqual([]);
  });

  test("health checks do not reach the spool, but they prove continuity", async () => {
    const entries = await follow(
      ending(line(1, "exec_start: wget"), line(2, "exec_die")),
      streaming(line(2, "exec_die"), line(3, "health_status: unhealthy")),
    );
    await expect.poll(() => times(entries)).toEqual(["0003"]);
    expect(gaps(entries)).toEqual([]);
  });

  test("an event that cannot be read is a gap of one, and the stream goes on", async () => {
    const entries = await follow(streaming(line(1), '{"Type":1}\n', line(2)));
    await expect.poll(() => times(entries)).toEqual(["0001", "0002"]);
    expect(gaps(entries)).toMatchObject([{ lostCount: 1 }]);
  });

  test("a line without end closes the stream instead of filling the memory", async () => {
    const entries = await follow((socket) => {
      socket.write(HEAD);
      const more = () => {
        while (!socket.destroyed && socket.write(chunkOf("x".repeat(65_536))));
      };
      socket.on("drain", more);
      more();
    });
    await expect
      .poll(() => entries.find((entry) => entry.kind === "stream-state" && !entry.isOpen))
      .toMatchObject({ reason: expect.stringContaining("1 MiB") });
  });

  test("lines that are cut anywhere, also inside a character, come whole", async () => {
    const bytes = Buffer.from(line(1).replace("web", "wéb€🦊"));
    const entries = await follow((socket) => {
      socket.write(HEAD);
      for (const byte of bytes) socket.write(chunkOf(Buffer.from([byte])));
    });
    await expect.poll(() => times(entries)).toEqual(["0001"]);
    expect(entries.find((entry) => entry.kind === "docker-event")).toMatchObject({
      event: { attributes: { name: "wéb€🦊" } },
    });
  });

  test("a flood of 19,000 events is drained whole, without a gap", async () => {
    const count = 19_000;
    const entries = await follow((socket) => {
      socket.write(HEAD);
      let next = 0;
      const more = (): void => {
        while (next < count && !socket.destroyed) {
          // Times grow by one, as a busy daemon's do; six digits for twenty thousand.
          const time = `1795260239${String(next).padStart(9, "0")}`;
          const event = `{"status":"tag","id":"sha256:ab","Type":"image","Action":"tag","Actor":{"ID":"sha256:ab","Attributes":{"name":"flood:t${next % 20}"}},"scope":"local","time":1795260239,"timeNano":${time}}\n`;
          next += 1;
          if (!socket.write(chunkOf(event))) return;
        }
      };
      socket.on("drain", more);
      more();
    });
    await expect.poll(() => times(entries).length, { timeout: 25_000, interval: 50 }).toBe(count);
    expect(gaps(entries)).toEqual([]);
  });

  test("a daemon that would be started is not asked for events, and that is said once", async () => {
    daemon = await startScriptedDaemon(() => {});
    const entries: SpoolEntry[] = [];
    let asked = 0;
    following = followEvents({
      link: daemon.link,
      version: async () => {
        asked += 1;
        throw new ApiError("not-tried", "docker.service is inactive (dead)");
      },
      isAlive: async () => undefined,
      emit: (entry) => entries.push(entry),
      redact: (text) => text,
      now: Date.now,
    });
    await expect.poll(() => asked, { timeout: 3_000 }).toBeGreaterThan(1);
    expect(entries).toEqual([
      { kind: "stream-state", stream: "events", isOpen: false, reason: "docker.service is inactive (dead)" },
    ]);
    expect(daemon.requests).toEqual([]);
  });
});
