import { once } from "node:events";
import { WebSocket } from "ws";
import { ServerMessage } from "../../protocol/live.ts";
import { LIVE_LIMITS, type LiveLimits } from "../live/limits.ts";
import { startWebServer, type WebServer } from "../server/web-server.ts";
import { createRig, type Rig, TEST_EDGE } from "./rig.ts";

/* `/live` as a browser meets it: a server on a free port, made anew by `start` and taken down by `stop`. */

export let rig: Rig;
export let server: WebServer;
export let host: string;
export let secret: string;
export let loginId: string;
const clients: WebSocket[] = [];

export async function start(limits: Partial<LiveLimits> = {}): Promise<void> {
  rig = await createRig();
  server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    trustedProxies: [],
    liveLimits: { ...LIVE_LIMITS, batchMs: 5, listsMs: 5, ...limits },
    prepare: (port) => {
      host = `127.0.0.1:${port}`;
      return { runtime: rig.runtime, edge: { ...TEST_EDGE, allowedHosts: new Set([host]) } };
    },
    openApp: async () => ({
      handle: async (_request, response) => void response.end(),
      close: async () => undefined,
    }),
  });
  const { secret: made, signIn } = await rig.person("operator");
  secret = made;
  ({ loginId } = signIn);
}

export async function stop(): Promise<void> {
  for (const client of clients.splice(0)) client.terminate();
  await server.close();
  await rig.close();
}

type Seen = { readonly kind: string; readonly id?: number } & Record<string, unknown>;

/** A browser's end: keeps all messages, and waits for one. */
export const open = (cookie = `foghorn=${secret}`) => openAt("/live", cookie);
/** The end of somebody who reads a link. */
export const openShare = (cookie: string) => openAt("/s/live", cookie);

async function openAt(path: string, cookie: string) {
  const socket = new WebSocket(`ws://${host}${path}`, { headers: { cookie, origin: `http://${host}` } });
  clients.push(socket);
  const seen: Seen[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data) => {
    const message = ServerMessage.parse(JSON.parse(data.toString())) as Seen;
    if (message.kind !== "time") seen.push(message);
    for (const look of waiting) look();
  });
  await once(socket, "open");
  const closed = once(socket, "close").then(([code, reason]) => ({ code, reason: String(reason) }));
  return {
    socket,
    seen,
    closed,
    send: (message: unknown) => socket.send(JSON.stringify(message)),
    until: (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    of: (id: number) => seen.filter((message) => message.id === id),
    rows: (id: number) => seen.filter((message) => message.id === id).flatMap(rowsOf),
  };
}

export const rowsOf = ({ kind, data }: Seen): readonly string[] => {
  const rows = kind === "snap" ? data : kind === "delta" ? (data as { rows: unknown }).rows : [];
  return (rows as readonly { readonly id: string }[]).map((row) => row.id);
};
export const row = (number: number) => ({ id: `r${number}` });
export const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => row(from + index));
export const ids = (from: number, to: number) => rows(from, to).map(({ id }) => id);
