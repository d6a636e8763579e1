import { readFile } from "node:fs/promises";
import {
  createServer as createPlainServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import next from "next";
import { LIVE_PATH } from "../../protocol/live.ts";
import type { Runtime } from "../../runtime/runtime.ts";
import type { Edge } from "../edge.ts";
import { createHub } from "../live/hub.ts";
import { createUpgrade, endWith, type Upgrade } from "../live/upgrade.ts";
import { createFactFinder } from "./request-facts.ts";
import { cleanHeaders, refusalOf, refuse, setBaseHeaders } from "./screen.ts";

const SERVER_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  maxHeaderSize: 16 * 1_024,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000, // else a slow header is noticed up to 30 s late
} as const;
const CONNECTIONS = 2_000;
const GRACE_MS = 500;

export interface WebServerOptions {
  readonly directory: string;
  readonly isDevelopment: boolean;
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly trustedProxies: readonly string[];
}

export interface WebServer {
  readonly port: number;
  /** Ends sockets and requests, then Next. Resolves within a second or two. */
  readonly close: () => Promise<void>;
}

/**
 * Next behind our own front: every request is screened first, and upgrades never reach Next, which would end
 * sockets of paths that one of its pages matches. `prepare` is called once the port is known and before
 * the first request is answered.
 */
export async function startWebServer(
  options: WebServerOptions,
  prepare: (port: number) => { readonly runtime: Runtime; readonly edge: Edge },
): Promise<WebServer> {
  const { directory, isDevelopment: dev, host } = options;
  const server = await createServer(options);
  server.maxConnections = CONNECTIONS;
  const factsOf = createFactFinder({
    isTls: options.tls !== undefined,
    trustedProxies: options.trustedProxies,
  });
  const { promise: ready, resolve: isReady } = Promise.withResolvers<Ready>();

  // Listening comes first, as the port may be in use or any free one; who is that early waits.
  server.on("request", (request, response) => {
    void ready.then((parts) => answer(parts, factsOf, request, response));
  });
  server.on("upgrade", (request, socket, head) => {
    void ready.then((parts) => {
      const { scheme } = factsOf(request.socket.remoteAddress, request.headers);
      if (request.url?.split("?")[0] === LIVE_PATH) parts.upgradeLive(request, socket, head, scheme);
      else if (dev && isReload(request.url) && refusalOf(request, parts.edge) === undefined) {
        parts.decoy.emit("upgrade", request, socket, head);
      } else refuseUpgrade(socket);
    });
  });
  server.on("clientError", (_error, socket) => endWith(socket, { status: 400, text: "Bad Request" }));

  const port = await listen(server, host, options.port);
  const { runtime, edge } = prepare(port);
  // Next attaches its own upgrade listener to the server it is given: this one never listens.
  const decoy = createPlainServer();
  const app = next({ dev, dir: directory, hostname: host, port, httpServer: decoy });
  await app.prepare();
  const hub = createHub(runtime);
  const upgradeLive = createUpgrade({ hub, accounts: runtime.accounts, edge });
  isReady({ edge, decoy, upgradeLive, handle: app.getRequestHandler() });

  return {
    port,
    close: async () => {
      hub.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
      await closed;
      await app.close();
    },
  };
}

interface Ready {
  readonly edge: Edge;
  readonly decoy: Server;
  readonly upgradeLive: Upgrade;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

function answer(
  { edge, handle }: Ready,
  factsOf: ReturnType<typeof createFactFinder>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const facts = factsOf(request.socket.remoteAddress, request.headers);
  setBaseHeaders(response, facts);
  const refusal = refusalOf(request, edge);
  if (refusal !== undefined) {
    refuse(response, refusal);
    return;
  }
  cleanHeaders(request, facts);
  handle(request, response).catch((error: unknown) => {
    console.error("A request failed in Next:", error);
    response.destroy();
  });
}

function refuseUpgrade(socket: Duplex): void {
  socket.on("error", () => socket.destroy());
  endWith(socket, { status: 404, text: "Not Found" });
}

const isReload = (url: string | undefined): boolean => url?.startsWith("/_next/") === true;

async function createServer({ tls }: WebServerOptions): Promise<Server> {
  if (tls === undefined) return createPlainServer(SERVER_LIMITS);
  const [cert, key] = await Promise.all([readFile(tls.cert), readFile(tls.key)]);
  return createTlsServer({ ...SERVER_LIMITS, cert, key, minVersion: "TLSv1.2" });
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
