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
import type { Served } from "../edge.ts";
import { createHub } from "../live/hub.ts";
import type { LiveLimits } from "../live/limits.ts";
import { createUpgrade, endWith, isLivePath, type Upgrade } from "../live/upgrade.ts";
import type { App } from "./next-app.ts";
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
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly trustedProxies: readonly string[];
  /** Called once the port is known, before the first request is answered. */
  readonly prepare: (port: number) => Served;
  readonly openApp: (port: number) => Promise<App>;
  readonly liveLimits?: LiveLimits;
}

export interface WebServer {
  readonly port: number;
  /** Ends sockets and requests, then the app. Resolves within a second or two. */
  readonly close: () => Promise<void>;
}

interface Ready {
  readonly served: Served;
  readonly app: App;
  readonly upgradeLive: Upgrade;
}

type FactsOf = ReturnType<typeof createFactFinder>;

/** The server in front of everything: each request is screened first, and of upgrades only those of `/live` get through. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
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
    void ready.then((parts) => upgrade(parts, factsOf, request, socket, head));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // Browsers open connections ahead. One on which nothing came in time ends without a word: a request that
    // crosses with an answer nobody asked for would be shown that answer; this way it is sent again.
    if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") socket.destroy();
    else endWith(socket, { status: 400, text: "Bad Request" });
  });

  const port = await listen(server, options.host, options.port);
  const served = options.prepare(port);
  const app = await options.openApp(port);
  const hub = createHub(served.runtime, options.liveLimits);
  const upgradeLive = createUpgrade({ hub, ...served });
  isReady({ served, app, upgradeLive });

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

function answer(
  { served, app }: Ready,
  factsOf: FactsOf,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const facts = factsOf(request.socket.remoteAddress, request.headers);
  setBaseHeaders(response, facts);
  const refusal = refusalOf(request, served.edge);
  if (refusal !== undefined) {
    refuse(response, refusal);
    return;
  }
  cleanHeaders(request, facts);
  app.handle(request, response).catch((error: unknown) => {
    console.error("A request failed in Next:", error);
    response.destroy();
  });
}

function upgrade(
  { served, app, upgradeLive }: Ready,
  factsOf: FactsOf,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const url = request.url ?? "/";
  if (isLivePath(url.split("?")[0] ?? "")) {
    const { scheme } = factsOf(request.socket.remoteAddress, request.headers);
    upgradeLive(request, socket, head, scheme);
  } else if (
    app.reload !== undefined &&
    url.startsWith("/_next/") &&
    refusalOf(request, served.edge) === undefined
  ) {
    app.reload(request, socket, head);
  } else {
    socket.on("error", () => socket.destroy());
    endWith(socket, { status: 404, text: "Not Found" });
  }
}

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
