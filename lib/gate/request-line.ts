import type { Socket } from "node:net";
import { REQUEST_LIMIT_BYTES } from "../gate-protocol/frames.ts";
import { GateError } from "./gate-error.ts";

const REQUEST_DEADLINE_MS = 5_000;

/**
 * The first line of a connection. Afterwards the socket flows on unread, so that its end is noticed;
 * a client has nothing more to say. Throws GateError `bad-request` beyond 64 KiB, after 5 s, or at an early end.
 */
export function readRequestLine(socket: Socket): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let heldBytes = 0;
  const fail = (message: string) => reject(new GateError("bad-request", message));
  const timer = setTimeout(() => fail("no request line within 5 s"), REQUEST_DEADLINE_MS);
  const take = (chunk: Buffer): void => {
    const end = chunk.indexOf(0x0a);
    heldBytes += end === -1 ? chunk.length : end;
    chunks.push(end === -1 ? chunk : chunk.subarray(0, end));
    if (heldBytes > REQUEST_LIMIT_BYTES) fail("the request line is longer than 64 KiB");
    else if (end !== -1 && end !== chunk.length - 1) fail("one connection carries one request");
    else if (end !== -1) resolve(Buffer.concat(chunks).toString("utf8"));
  };
  socket.on("data", take);
  socket.once("close", () => fail("closed before the request line was complete"));
  return promise.finally(() => {
    clearTimeout(timer);
    socket.off("data", take);
    socket.resume();
  });
}
