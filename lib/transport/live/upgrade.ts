import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { LIVE_PATH } from "../../protocol/live.ts";
import type { Accounts } from "../../runtime/runtime.ts";
import { allowedOrigins, type Edge, type Scheme } from "../edge.ts";
import { readCookie, signInCookieName } from "../http/cookies.ts";
import type { Hub } from "./hub.ts";

export interface UpgradeOptions {
  readonly hub: Hub;
  readonly accounts: Accounts;
  readonly edge: Edge;
}

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, scheme: Scheme) => void;

/**
 * Answers an upgrade to `/live`, in this order: path, Host, Origin, sign-in, room, 101. Whatever fails ends
 * the socket; nothing of it reaches the hub.
 */
export function createUpgrade({ hub, accounts, edge }: UpgradeOptions): Upgrade {
  const { limits } = hub;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: limits.messageBytes,
    maxFragments: limits.fragments,
  });

  const admit = async (request: IncomingMessage, scheme: Scheme) => {
    const { host, origin, cookie } = request.headers;
    if (request.method !== "GET" || request.url !== LIVE_PATH) return refused(404, "Not Found");
    if (host === undefined || !edge.allowedHosts.has(host.toLowerCase()))
      return refused(421, "Misdirected Request");
    if (origin === undefined || !allowedOrigins(edge, scheme, host).has(origin))
      return refused(403, "Forbidden");
    const secret = readCookie(cookie, signInCookieName(scheme));
    const signIn = secret === undefined ? undefined : await accounts.check(secret, { isUse: false });
    if (secret === undefined || signIn === undefined) return refused(401, "Unauthorized");
    return { kind: "admitted", secret, signIn } as const;
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
        if (!hub.hasRoom(answer.signIn.loginId)) return endWith(socket, refused(429, "Too Many Requests"));
        server.handleUpgrade(request, socket, head, (webSocket) => {
          hub.accept(webSocket, answer.secret, answer.signIn);
        });
      })
      .catch((error: unknown) => {
        clearTimeout(late);
        console.error("An upgrade could not be checked:", error);
        endWith(socket, refused(500, "Internal Server Error"));
      });
  };
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
