import type { Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { answerOf, chunkOf, type ScriptedDaemon, startScriptedDaemon } from "../testing/scripted-daemon.ts";
import { getRaw } from "./raw-get.ts";

let daemon: ScriptedDaemon | undefined;
afterEach(async () => {
  await daemon?.stop();
  daemon = undefined;
});

async function read(
  script: (socket: Socket) => void,
  signal = new AbortController().signal,
): Promise<string> {
  daemon = await startScriptedDaemon(script);
  const { body } = await getRaw(daemon.link, "/events", signal);
  const parts: Buffer[] = [];
  for await (const bytes of body) parts.push(bytes);
  return Buffer.concat(parts).toString();
}

const HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

describe("a body", () => {
  test("comes whole whatever way it was cut, with trailers and chunk extensions", async () => {
    const bytes = Buffer.concat([
      Buffer.from(HEAD),
      chunkOf("hello "),
      Buffer.from("5;ext=1\r\nworld\r\n0\r\nTrailer: x\r\n\r\n"),
    ]);
    for (const size of [1, 2, 3, 7, 50, 1_000]) {
      const text = await read((socket) => {
        for (let from = 0; from < bytes.length; from += size) socket.write(bytes.subarray(from, from + size));
      });
      expect(text).toBe("hello world");
      await daemon?.stop();
      daemon = undefined;
    }
  });

  test("with a length ends there, without one at the end of the connection", async () => {
    expect(await read((socket) => socket.end(`${answerOf(200, "abc")}more`))).toBe("abc");
    await daemon?.stop();
    expect(await read((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nuntil close"))).toBe("until close");
  });
});

describe("a daemon that is not to be trusted", () => {
  test.each([
    ["breaks off in a chunk", `${HEAD}ff\r\nabc`, "connection-reset"],
    ["breaks off before its length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "connection-reset"],
    ["says nothing at all", "", "connection-reset"],
    ["sends a chunk that is longer than it says", `${HEAD}3\r\nabcdef\r\n`, "too-large"],
    ["sends a chunk without a size", `${HEAD}zz\r\nabc\r\n`, "malformed"],
    [
      "sends two lengths",
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
      "malformed",
    ],
    [
      "sends a length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
      "malformed",
    ],
    ["sends a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc", "malformed"],
    ["folds a header", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n", "malformed"],
    ["offers an upgrade", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\n\r\n", "malformed"],
    ["speaks another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "malformed"],
    ["has headers without an end", `HTTP/1.1 200 OK\r\nX: ${"a".repeat(20_000)}`, "too-large"],
    ["redirects", answerOf(307, "", ["Location: http://127.0.0.1/"]), "http-status"],
    ["refuses", answerOf(500, '{"message":"no"}'), "http-status"],
  ])("that %s is told as what it does", async (_name, bytes, failure) => {
    await expect(read((socket) => socket.end(bytes))).rejects.toMatchObject({ failure });
  });

  test("a redirect is never followed", async () => {
    await read((socket) => socket.end(answerOf(302, "", ["Location: /elsewhere"]))).catch(() => {});
    expect(daemon?.requests).toEqual(["GET /events HTTP/1.1"]);
  });

  test("the status and the daemon's own words come with a refusal", async () => {
    await expect(
      read((socket) => socket.end(answerOf(409, '{"message":"is paused"}'))),
    ).rejects.toMatchObject({
      status: 409,
      message: "is paused",
    });
  });
});

describe("reading", () => {
  test("ends at once when it is aborted, and closes the connection", async () => {
    const stop = new AbortController();
    const closed = Promise.withResolvers<void>();
    const reading = read((socket) => {
      socket.on("close", () => closed.resolve());
      socket.write(HEAD);
      socket.write(chunkOf("x"), () => stop.abort());
    }, stop.signal);
    await expect(reading).rejects.toThrow();
    await closed.promise;
  });

  test("a consumer that pauses stops the sender", async () => {
    const sent = { bytes: 0 };
    const full = Promise.withResolvers<void>();
    const chunk = chunkOf(Buffer.alloc(65_536));
    daemon = await startScriptedDaemon((socket) => {
      socket.write(HEAD);
      const more = () => {
        while (socket.write(chunk)) sent.bytes += chunk.length;
        full.resolve();
      };
      socket.on("drain", more);
      more();
    });
    const { body } = await getRaw(daemon.link, "/events", new AbortController().signal);
    const reading = body[Symbol.asyncIterator]();
    await reading.next();
    await full.promise;
    let before = -1;
    await expect
      .poll(
        () => {
          const isStill = before === sent.bytes;
          before = sent.bytes;
          return isStill;
        },
        { interval: 100 },
      )
      .toBe(true);
    expect(sent.bytes).toBeLessThan(4_000_000);
    await reading.return?.();
  });

  test("a path that could carry a second request is refused before anything is sent", async () => {
    daemon = await startScriptedDaemon(() => {});
    const signal = new AbortController().signal;
    await expect(getRaw(daemon.link, "/a\r\nX: y", signal)).rejects.toThrow(RangeError);
    await expect(getRaw(daemon.link, "/a b", signal)).rejects.toThrow(RangeError);
    expect(daemon.requests).toEqual([]);
  });
});
