import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import type { DaemonLink } from "../docker/daemon-link.ts";
import { toApiError } from "../docker/failure.ts";
import { openSocket } from "../docker/open-socket.ts";

/*
 * Says byte for byte what a real engine never says: malformed frames, endless answers, redirects, silence.
 * Everything a real engine can be made to do is tried on one in the lab.
 */

export interface ScriptedDaemon {
  readonly socketPath: string;
  /** First lines of all requests so far. */
  readonly requests: readonly string[];
  /** A link without systemd in between. */
  readonly link: DaemonLink;
  readonly stop: () => Promise<void>;
}

/** `script` gets each connection once its request is complete. */
export async function startScriptedDaemon(
  script: (socket: Socket, requestLine: string) => void,
): Promise<ScriptedDaemon> {
  const folder = await mkdtemp("/tmp/fd-");
  const socketPath = join(folder, "d.sock");
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    let held = "";
    socket.on("data", (chunk) => {
      held += chunk.toString("latin1");
      if (!held.includes("\r\n\r\n")) return;
      const line = held.split("\r\n", 1)[0] ?? "";
      held = "";
      requests.push(line);
      script(socket, line);
    });
  }).listen(socketPath);
  await once(server, "listening");
  return {
    socketPath,
    requests,
    link: {
      open: (signal) => openSocket({ kind: "unix", path: socketPath }, signal),
      explain: async (error) => toApiError(error),
      noteAnswer: () => {},
      certificateEndsAt: () => undefined,
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
      await rm(folder, { recursive: true });
    },
  };
}

/** A complete answer with a length. */
export const answerOf = (status: number, body: string, headers: readonly string[] = []): string =>
  [`HTTP/1.1 ${status} Whatever`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers, "", body].join(
    "\r\n",
  );

export const chunkOf = (bytes: Buffer | string): Buffer => {
  const payload = Buffer.from(bytes);
  return Buffer.concat([Buffer.from(`${payload.length.toString(16)}\r\n`), payload, Buffer.from("\r\n")]);
};
