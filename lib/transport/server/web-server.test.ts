import { once } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rawRequest, sendRaw } from "../testing/raw-client.ts";
import { createRig, type Rig, TEST_EDGE } from "../testing/rig.ts";
import { startWebServer, type WebServer } from "./web-server.ts";

let rig: Rig;
let server: WebServer;
let host: string;
const reached: {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: readonly string[];
}[] = [];
const reloads: string[] = [];

beforeAll(async () => {
  rig = await createRig();
  server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    trustedProxies: [],
    prepare: (port) => {
      host = `127.0.0.1:${port}`;
      return {
        runtime: rig.runtime,
        edge: { ...TEST_EDGE, allowedHosts: new Set([host, "foghorn.example"]) },
      };
    },
    openApp: async () => ({
      handle: async (request, response) => {
        reached.push({
          url: request.url ?? "",
          headers: { ...request.headers },
          raw: [...request.rawHeaders],
        });
        response.end("reached");
      },
      reload: (request, socket) => {
        reloads.push(request.url ?? "");
        socket.destroy();
      },
      close: async () => undefined,
    }),
  });
});
afterAll(async () => {
  await server.close();
  await rig.close();
});
beforeEach(() => {
  reached.length = 0;
  reloads.length = 0;
});

const ask = (line: string, headers: Record<string, string | undefined> = {}, body = "") =>
  sendRaw(server.port, rawRequest(line, { host, connection: "close", ...headers }, body));

describe("what reaches the pages", () => {
  test("a request that names this host does", async () => {
    expect((await ask("GET /incidents?state=open")).status).toBe(200);
    expect(reached.map(({ url }) => url)).toEqual(["/incidents?state=open"]);
  });

  test.each([
    ["a rebinding name", { host: "evil.example" }],
    ["the right name with another port", { host: "127.0.0.1:1" }],
    ["an allowed name with a port it was not given", { host: "foghorn.example:4040" }],
    ["an allowed name followed by more", { host: "foghorn.example.evil.example" }],
    ["an empty name", { host: "" }],
  ])("%s does not", async (_name, headers) => {
    expect((await ask("GET /", headers)).status).toBe(421);
    expect(reached).toEqual([]);
  });

  test("a host name is the same in capital letters", async () => {
    expect((await ask("GET /", { host: "Foghorn.Example" })).status).toBe(200);
  });

  test.each([
    ["no host at all", "GET / HTTP/1.1\r\nconnection: close\r\n\r\n"],
    ["two hosts", "GET / HTTP/1.1\r\nhost: HOST\r\nhost: evil.example\r\nconnection: close\r\n\r\n"],
    [
      "two origins",
      "GET / HTTP/1.1\r\nhost: HOST\r\norigin: http://HOST\r\nOrigin: null\r\nconnection: close\r\n\r\n",
    ],
    ["an absolute target", "GET http://evil.example/ HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\n\r\n"],
    [
      "a target that looks like another host",
      "GET //evil.example/ HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\n\r\n",
    ],
    ["a target with neither", "OPTIONS * HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\n\r\n"],
    [
      "a body in pieces",
      "POST /api/x HTTP/1.1\r\nhost: HOST\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n",
    ],
    [
      "a body of two lengths",
      "POST /api/x HTTP/1.1\r\nhost: HOST\r\ncontent-length: 1\r\ncontent-length: 2\r\nconnection: close\r\n\r\nab",
    ],
    [
      "a body that is too long",
      "POST /api/x HTTP/1.1\r\nhost: HOST\r\ncontent-length: 262145\r\nconnection: close\r\n\r\n",
    ],
    [
      "a body where a page is read",
      "GET / HTTP/1.1\r\nhost: HOST\r\ncontent-length: 2\r\nconnection: close\r\n\r\nab",
    ],
    [
      "a change sent to a page",
      "POST / HTTP/1.1\r\nhost: HOST\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
    ],
    [
      "headers beyond 16 KiB",
      `GET / HTTP/1.1\r\nhost: HOST\r\nx-a: ${"a".repeat(17_000)}\r\nconnection: close\r\n\r\n`,
    ],
  ])("%s does not", async (_name, text) => {
    const { status } = await sendRaw(server.port, text.replace("HOST", host));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(reached).toEqual([]);
  });

  test("a body of exactly the limit does", async () => {
    const body = "x".repeat(262_144);
    expect((await ask("POST /api/x", { "content-length": String(body.length) }, body)).status).toBe(200);
  });
});

test("a connection opened ahead that stays silent is ended without an answer nobody asked for", async () => {
  const socket = connect(server.port, "127.0.0.1");
  let heard = "";
  socket.on("data", (chunk) => {
    heard += chunk.toString();
  });
  await once(socket, "close");
  expect(heard).toBe("");
}, 15_000);

describe("headers from outside", () => {
  test.each([
    "x-middleware-subrequest",
    "x-middleware-rewrite",
    "x-nextjs-data",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-foghorn-client-address",
    "x-foghorn-scheme",
    "x-nonce",
    "x-invoke-path",
    "x-matched-path",
    "next-action",
    "forwarded",
    "content-security-policy",
  ])("%s is dropped, from the raw list too", async (name) => {
    await ask("GET /", { [name]: "forged" });
    const [request] = reached;
    expect(request?.headers[name]).not.toBe("forged");
    expect(request?.raw).not.toContain("forged");
  });

  test.each(["x-foghorn-csrf", "rsc", "next-router-state-tree", "cookie", "origin"])(
    "%s is kept",
    async (name) => {
      await ask("GET /", { [name]: "kept" });
      expect(reached[0]?.headers[name]).toBe("kept");
    },
  );

  test("the client's address and scheme are those of the connection", async () => {
    await ask("GET /");
    expect(reached[0]?.headers).toMatchObject({
      "x-foghorn-client-address": "127.0.0.1",
      "x-foghorn-scheme": "http",
    });
  });
});

test("every answer, a refusal too, says that it may not be framed, guessed at or followed", async () => {
  for (const { text } of [await ask("GET /"), await ask("GET /", { host: "evil.example" })]) {
    expect(text.toLowerCase()).toContain("x-content-type-options: nosniff");
    expect(text.toLowerCase()).toContain("referrer-policy: no-referrer");
    expect(text.toLowerCase()).toContain("cross-origin-opener-policy: same-origin");
    expect(text.toLowerCase()).not.toContain("strict-transport-security");
  }
});

describe("upgrades", () => {
  const upgrade = (path: string, headers: Record<string, string | undefined> = {}) =>
    sendRaw(
      server.port,
      rawRequest(`GET ${path}`, {
        host,
        origin: `http://${host}`,
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        "sec-websocket-version": "13",
        ...headers,
      }),
      /\r\n\r\n/,
    );

  test.each(["/", "/incidents", "/live/", "/livestream", "/api/health", "/%6cive", "//live"])(
    "one of %s is ended and reaches nothing",
    async (path) => {
      expect((await upgrade(path)).status).toBe(404);
      expect([reached, reloads]).toEqual([[], []]);
    },
  );

  test("hot reload reaches Next in development, and only from this host", async () => {
    await upgrade("/_next/hmr");
    expect(reloads).toEqual(["/_next/hmr"]);
    await upgrade("/_next/hmr", { host: "evil.example" });
    expect(reloads).toHaveLength(1);
  });
});
