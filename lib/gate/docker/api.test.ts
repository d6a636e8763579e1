import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { answerOf, chunkOf, type ScriptedDaemon, startScriptedDaemon } from "../testing/scripted-daemon.ts";
import { ANSWER_LIMIT_BYTES, callApi, LinkAgent } from "./api.ts";
import { ApiError } from "./failure.ts";

let daemon: ScriptedDaemon | undefined;
afterEach(async () => {
  await daemon?.stop();
  daemon = undefined;
});

async function call(script: (socket: Socket) => void, deadlineMs = 5_000) {
  daemon = await startScriptedDaemon(script);
  const { signal } = new AbortController();
  return callApi(daemon.link, {
    path: "/containers/json",
    query: { all: "1" },
    version: "v1.41",
    deadlineMs,
    signal,
  });
}

const failureOf = (answer: Awaited<ReturnType<typeof call>>) => (answer.ok ? "none" : answer.error.failure);

describe("one request", () => {
  test("has the path, the query and nothing else, and the answer comes as text", async () => {
    const answer = await call((socket) => socket.end(answerOf(200, "[1]", ["Api-Version: 1.41"])));
    expect(answer).toMatchObject({ ok: true, value: { text: "[1]", headers: { "api-version": "1.41" } } });
    expect(daemon?.requests).toEqual(["GET /v1.41/containers/json?all=1 HTTP/1.1"]);
  });

  test("ignores DOCKER_HOST and its siblings: only the gate decides where it connects", async () => {
    process.env.DOCKER_HOST = "tcp://192.0.2.1:2375";
    process.env.DOCKER_CLIENT_TIMEOUT = "1";
    try {
      const answer = await call((socket) => setTimeout(() => socket.end(answerOf(200, "[]")), 50));
      expect(answer.ok).toBe(true);
    } finally {
      delete process.env.DOCKER_HOST;
      delete process.env.DOCKER_CLIENT_TIMEOUT;
    }
  });
});

describe("kept connections", () => {
  const ask = (link: ScriptedDaemon["link"], kept: LinkAgent) =>
    callApi(
      link,
      { path: "/info", version: "v1.41", deadlineMs: 2_000, signal: new AbortController().signal },
      kept,
    );

  test("carry one request after the other, each opened through the link", async () => {
    daemon = await startScriptedDaemon((socket) => socket.write(answerOf(200, "{}")));
    let opened = 0;
    const link = {
      ...daemon.link,
      open: (signal: AbortSignal) => {
        opened += 1;
        return (daemon as ScriptedDaemon).link.open(signal);
      },
    };
    const kept = new LinkAgent(link);
    for (let round = 0; round < 3; round += 1) expect((await ask(link, kept)).ok).toBe(true);
    expect(opened).toBe(1);
    kept.destroy();
  });

  test("that ended meanwhile are replaced without a failure", async () => {
    let served = 0;
    daemon = await startScriptedDaemon((socket) => {
      served += 1;
      // The second request on a connection finds it closed.
      if (served === 2) socket.destroy();
      else socket.write(answerOf(200, "{}"));
    });
    const kept = new LinkAgent(daemon.link);
    expect((await ask(daemon.link, kept)).ok).toBe(true);
    expect((await ask(daemon.link, kept)).ok).toBe(true);
    expect(served).toBe(3);
    kept.destroy();
  });

  test("do not hide that a new connection is refused by the link", async () => {
    daemon = await startScriptedDaemon(() => {});
    const { explain, noteAnswer, certificateEndsAt } = daemon.link;
    const open = async (): Promise<never> => {
      throw new ApiError("not-tried", "docker.service is inactive");
    };
    const link = { open, explain, noteAnswer, certificateEndsAt };
    expect(failureOf(await ask(link, new LinkAgent(link)))).toBe("not-tried");
    expect(daemon.requests).toEqual([]);
  });
});

describe("a daemon that does not answer as it should", () => {
  test.each([
    ["closes at once", "", "connection-reset"],
    ["breaks off in its answer", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "connection-reset"],
    ["speaks another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "malformed"],
    [
      "sends conflicting lengths",
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
      "malformed",
    ],
    ["has headers over 16 KiB", `HTTP/1.1 200 OK\r\nX: ${"a".repeat(17_000)}\r\n\r\n`, "too-large"],
    ["redirects", answerOf(301, "", ["Location: http://127.0.0.1:1/"]), "http-status"],
    ["has a status of its own making", answerOf(999, "?"), "http-status"],
    [
      "offers an upgrade",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\n",
      "malformed",
    ],
  ])("that %s is a failure of its own kind", async (_name, bytes, failure) => {
    expect(failureOf(await call((socket) => socket.end(bytes)))).toBe(failure);
  });

  test("a redirect to another address is not followed: a daemon must not choose where the gate connects", async () => {
    const visited = Promise.withResolvers<string>();
    const elsewhere = createServer((socket) => {
      socket.destroy();
      visited.resolve("visited");
    }).listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    const { port } = elsewhere.address() as AddressInfo;
    const location = `Location: http://127.0.0.1:${port}/`;
    const answer = await call((socket) => socket.end(answerOf(302, "", [location])));
    expect(failureOf(answer)).toBe("http-status");
    const quiet = new Promise<string>((resolve) => setTimeout(() => resolve("not visited"), 200));
    await expect(Promise.race([visited.promise, quiet])).resolves.toBe("not visited");
    elsewhere.close();
  });

  test("silence ends at the deadline", async () => {
    const answer = await call(() => {}, 120);
    expect(failureOf(answer)).toBe("timeout");
    expect(answer.durationMs).toBeLessThan(1_000);
  });

  test("an answer that drips on for ever ends at the deadline too", async () => {
    const answer = await call((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      const drip = setInterval(() => socket.write(chunkOf("x")), 20);
      socket.on("close", () => clearInterval(drip));
    }, 200);
    expect(failureOf(answer)).toBe("timeout");
  });

  test("an answer without end is given up at 32 MiB", async () => {
    const sent = { bytes: 0 };
    const answer = await call((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      const chunk = chunkOf(Buffer.alloc(1_048_576, 0x20));
      const more = () => {
        while (!socket.destroyed && socket.write(chunk)) sent.bytes += chunk.length;
      };
      socket.on("drain", () => {
        sent.bytes += chunk.length;
        more();
      });
      more();
    }, 20_000);
    expect(failureOf(answer)).toBe("too-large");
    expect(sent.bytes).toBeLessThan(ANSWER_LIMIT_BYTES + 8_000_000);
  });

  test("an error without end is not read to its end", async () => {
    const answer = await call((socket) => {
      socket.write("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n");
      const chunk = chunkOf(Buffer.alloc(65_536, 0x61));
      const more = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on("drain", more);
      more();
    });
    expect(answer).toMatchObject({ ok: false, error: { failure: "http-status", status: 500 } });
  });

  test("nobody at the socket is a refusal, no socket is a missing one", async () => {
    daemon = await startScriptedDaemon(() => {});
    const { link } = daemon;
    await daemon.stop();
    daemon = undefined;
    const { signal } = new AbortController();
    const answer = await callApi(link, { path: "/_ping", deadlineMs: 500, signal });
    expect(failureOf(answer)).toBe("socket-missing");
  });
});
