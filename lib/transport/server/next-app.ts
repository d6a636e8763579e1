import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";

/** What answers requests behind the screen. */
export interface App {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Hot reload, in development only. */
  readonly reload?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly close: () => Promise<void>;
}

/**
 * Next, kept away from our server: on its first request it adds an upgrade listener to the server it is given, which
 * ends sockets of any path that one of its pages matches. So it is given one that never listens.
 */
export async function openNext(options: {
  readonly directory: string;
  readonly isDevelopment: boolean;
  readonly host: string;
  readonly port: number;
}): Promise<App> {
  const { directory: dir, isDevelopment: dev, host: hostname, port } = options;
  const decoy = createServer();
  const app = next({ dev, dir, hostname, port, httpServer: decoy });
  await app.prepare();
  return {
    handle: app.getRequestHandler(),
    ...(dev && {
      reload: (request: IncomingMessage, socket: Duplex, head: Buffer) =>
        void decoy.emit("upgrade", request, socket, head),
    }),
    close: () => app.close(),
  };
}
