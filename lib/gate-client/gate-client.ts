import { connect, type Socket } from "node:net";
import { FoghornError, messageOf } from "../domain/errors.ts";
import type { Gate } from "../engine/ports.ts";
import type { AnswerOf } from "../gate-protocol/answers.ts";
import { createFrameReader, HEARTBEAT_MS } from "../gate-protocol/frames.ts";
import type { OperationName } from "../gate-protocol/operations.ts";
import { encodeRequest } from "../gate-protocol/request.ts";
import { createValueReader } from "../gate-protocol/values.ts";
import { refusalOf } from "./refusal.ts";

const gateDown = (message: string, cause?: unknown): FoghornError =>
  new FoghornError("gate-down", message, { cause });

/**
 * The values of one operation, in order. Returns when the gate says that there are no more.
 *
 * The socket is read only while the consumer asks for more, so a slow consumer reaches the daemon.
 * Errors: `gate-down` when the gate is not there or breaks off, GateRefusal when it says no.
 */
async function* values(socket: Socket, onBytes?: () => void): AsyncGenerator<unknown, void, undefined> {
  const frames = createFrameReader();
  const reader = createValueReader();
  const refused = { with: undefined as Error | undefined };
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      onBytes?.();
      for (const frame of frames.push(chunk)) {
        if (frame.type === "end") return;
        if (frame.type === "error") {
          refused.with = refusalOf(JSON.parse(frame.payload.toString("utf8")));
          throw refused.with;
        }
        const complete = reader.take(frame);
        if (complete !== undefined) yield complete.value;
      }
    }
  } catch (error) {
    if (error === refused.with) throw error;
    throw gateDown(`the gate does not answer: ${messageOf(error)}`, error);
  }
  throw gateDown("the gate closed the connection before its answer was complete");
}

function open(socketPath: string, name: OperationName, args: Readonly<Record<string, unknown>>): Socket {
  const request = encodeRequest(name, args);
  const socket = connect(socketPath);
  // Reading reports every failure; without a listener an error between reads would end the process.
  socket.on("error", () => {});
  socket.write(request);
  return socket;
}

const TICK_MS = 1_000;
/** A busy machine is late with a heartbeat; after three it is not the machine. */
const SILENT_TICKS = Math.ceil((3 * HEARTBEAT_MS) / TICK_MS);

/**
 * A stopped process keeps its sockets open: only its silence tells. Counts ticks of our own, not the clock, so that a
 * pause of this process is not taken for one of the gate.
 */
function endWhenSilent(socket: Socket): { readonly heard: () => void; readonly stop: () => void } {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    if (ticks >= SILENT_TICKS)
      socket.destroy(gateDown(`it sent nothing for ${(SILENT_TICKS * TICK_MS) / 1_000} s`));
  }, TICK_MS);
  timer.unref();
  return {
    heard() {
      ticks = 0;
    },
    stop: () => clearInterval(timer),
  };
}

/**
 * The gate behind its unix socket, one connection per operation.
 *
 * `ask` rejects with `gate-down` when no answer came within `deadlineMs`, with the signal's reason when it
 * aborts, and with GateRefusal when the gate refused. `follow` returns quietly when its signal aborts;
 * `gate.follow`, which always says something, throws `gate-down` after 8 s of silence.
 */
export function createGate(socketPath: string): Gate {
  return {
    async ask(name, args, { deadlineMs, signal }) {
      signal?.throwIfAborted();
      const socket = open(socketPath, name, args);
      const late = gateDown(`the gate did not answer ${name} within ${deadlineMs} ms`);
      const timer = setTimeout(() => socket.destroy(late), deadlineMs);
      const abort = () => socket.destroy();
      signal?.addEventListener("abort", abort, { once: true });
      try {
        for await (const value of values(socket)) return value as AnswerOf<typeof name>;
        throw gateDown(`the gate had no answer to ${name}`);
      } catch (error) {
        signal?.throwIfAborted();
        throw error instanceof FoghornError && error.cause === late ? late : error;
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        socket.destroy();
      }
    },

    async *follow(name, args, { signal }) {
      if (signal.aborted) return;
      const socket = open(socketPath, name, args);
      const abort = () => socket.destroy();
      signal.addEventListener("abort", abort, { once: true });
      const silence = name === "gate.follow" ? endWhenSilent(socket) : undefined;
      try {
        for await (const value of values(socket, silence?.heard)) {
          if (signal.aborted) return;
          yield value as AnswerOf<typeof name>;
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        silence?.stop();
        signal.removeEventListener("abort", abort);
        socket.destroy();
      }
    },
  };
}
