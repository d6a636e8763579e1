import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { LIVE_PATH, SHARE_LIVE_PATH } from "../../protocol/live.ts";
import type { Queries, Runtime } from "../../runtime/runtime.ts";
import { allowedOrigins, type Edge, type Scheme } from "../edge.ts";
import { readCookie, shareCookieName, signInCookieName } from "../http/cookies.ts";
import type { Hub } from "./hub.ts";
import { type Closing, shareEnded, shareVisitor, signedInVisitor, type Visitor } from "./visitor.ts";

export interface UpgradeOptions {
  readonly hub: Hub;
  readonly runtime: Pick<Runtime, "accounts" | "now"> & { readonly queries: Pick<Queries, "shareOfToken"> };
  readonly edge: Edge;
}

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, scheme: Scheme) => void;

/** As a token is written; what is not one was never a link. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const isLivePath = (path: string): boolean => path === LIVE_PATH || path === SHARE_LIVE_PATH;

type Answer =
  | { readonly kind: "admitted"; readonly visitor: Visitor }
  /** Opened to be told that it ends: a browser cannot tell a refusal from a server that is away. */
  | { readonly kind: "ended"; readonly closing: Closing }
  | { readonly kind: "refused"; readonly status: number; readonly text: string };

/**
 * Answers an upgrade to `/live` or, for readers of a share, `/s/live`, in this order: path, Host, Origin, sign-in or
 * share, room, 101. Whatever fails ends the socket; nothing of it reaches the hub.
 */
export function createUpgrade({ hub, runtime, edge }: UpgradeOptions): Upgrade {
  const { limits } = hub;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: limits.messageBytes,
    maxFragments: limits.fragments,
  });

  const signedIn = async (cookie: string | undefined, scheme: Scheme): Promise<Answer> => {
    const secret = readCookie(cookie, signInCookieName(scheme));
    const signIn = secret === undefined ? undefined : await runtime.accounts.check(secret, { isUse: false });
    if (secret === undefined || signIn === undefined) return refused(401, "Unauthorized");
    return { kind: "admitted", visitor: signedInVisitor(runtime.accounts, secret, signIn, limits) };
  };

  const withShare = async (cookie: string | undefined, scheme: Scheme): Promise<Answer> => {
    const token = readCookie(cookie, shareCookieName(scheme));
    if (token === undefined || !TOKEN.test(token)) return refused(401, "Unauthorized");
    const share = await runtime.queries.shareOfToken(token);
    if (share === undefined) return { kind: "ended", closing: shareEnded };
    return { kind: "admitted", visitor: shareVisitor(runtime, token, share, limits) };
  };

  const admit = async (request: IncomingMessage, scheme: Scheme): Promise<Answer> => {
    const { host, origin, cookie } = request.headers;
    if (request.method !== "GET" || !isLivePath(request.url ?? "")) return refused(404, "Not Found");
    if (host === undefined || !edge.allowedHosts.has(host.toLowerCase()))
      return refused(421, "Misdirected Request");
    if (origin === undefined || !allowedOrigins(edge, scheme, host).has(origin))
      return refused(403, "Forbidden");
    return request.url === LIVE_PATH ? signedIn(cookie, scheme) : withShare(cookie, scheme);
  };

  return (request, socket, head, scheme) => {
    // A peer that resets during the check would end the process otherwise.
    socket.on("error", () => socket.destroy());
    const late = setTimeout(() => socket.destroy(), limits.handshakeMs);
    admit(request, scheme)
      .then((answer) => {
        clearTimeout(late);
        if (answer.kind === "refused") return endWith(socket, answer);
        if (socket.destroyed) return;
        // Asked in the same turn that accepts: of many at once, none gets past the limit.
        if (answer.kind === "admitted" && !hub.hasRoom(answer.visitor))
          return endWith(socket, refused(429, "Too Many Requests"));
        server.handleUpgrade(request, socket, head, (webSocket) => {
          if (answer.kind === "admitted") hub.accept(webSocket, answer.visitor);
          else sayEnd(webSocket, answer.closing);
        });
      })
      .catch((error: unknown) => {
        clearTimeout(late);
        console.error("An upgrade could not be checked:", error);
        endWith(socket, refused(500, "Internal Server Error"));
      });
  };
}

function sayEnd(webSocket: WebSocket, { code, reason }: Closing): void {
  webSocket.on("error", () => undefined);
  webSocket.close(code, reason);
  setTimeout(() => webSocket.terminate(), 1_000).unref();
}

const refused = (status: number, text: string) => ({ kind: "refused", status, text }) as const;

export function endWith(
  socket: Duplex,
  { status, text }: { readonly status: number; readonly text: string },
): void {
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}
