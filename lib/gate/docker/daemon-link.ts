import type { Socket } from "node:net";
import { parseFact } from "../../domain/parse/parse-fact.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { DaemonAddress, HostChannel } from "../host-channel.ts";
import { ApiError, toApiError } from "./failure.ts";
import { certificateEndOf, type Endpoint, openSocket } from "./open-socket.ts";
import { socketRung } from "./socket-rung.ts";
import { createStartGuard } from "./start-guard.ts";

/** The way to one daemon: every connection to it is opened here and nowhere else. */
export interface DaemonLink {
  /**
   * A fresh connected socket. `onStart` is called when connecting begins, after systemd was asked.
   * Errors: ApiError; `not-tried` when connecting would start the daemon.
   */
  readonly open: (signal: AbortSignal, onStart?: () => void) => Promise<Socket>;
  /** What a failure after `open` means; behind an ssh forward the rungs below come from the host. */
  readonly explain: (error: unknown) => Promise<ApiError>;
  /** The daemon sent an answer, whatever its status. */
  readonly noteAnswer: () => void;
  readonly certificateEndsAt: () => EpochMs | undefined;
}

const SOCKET_FACT_MS = 2_000;

function endpointOf(address: DaemonAddress, channel: HostChannel): Endpoint {
  const { target } = address;
  if (target.transport === "tcp")
    return {
      kind: "tcp",
      host: target.host,
      port: target.port,
      ...(target.tls === undefined ? {} : { tls: target.tls }),
    };
  if (target.transport === "unix")
    return { kind: "unix", path: channel.apiSocketPath() ?? target.socketPath };
  const path = channel.apiSocketPath();
  if (path !== undefined) return { kind: "unix", path };
  const state = channel.state();
  throw new ApiError(
    "host-unreachable",
    "reason" in state ? state.reason : "the ssh connection is being made",
  );
}

function rungOf(text: string, at: EpochMs): ApiError | undefined {
  try {
    const fact = parseFact("socket", text, at);
    return fact.name === "socket" ? socketRung(fact.socket) : undefined;
  } catch {
    // Unreadable is not a rung: the reset stands as it is.
    return undefined;
  }
}

export function createDaemonLink(options: {
  readonly address: DaemonAddress;
  readonly channel: HostChannel;
  readonly now: () => EpochMs;
}): DaemonLink {
  const { address, channel, now } = options;
  const { target } = address;
  const isForwarded = target.transport === "ssh";
  const guard = createStartGuard({
    socketPath: target.transport === "tcp" ? undefined : target.socketPath,
    readUnits: (deadlineMs) => channel.readFact("units", deadlineMs),
    now,
  });
  let certificateEndsAt: EpochMs | undefined;

  /**
   * A forward accepts everything and resets what it cannot deliver, so a reset says nothing by itself:
   * whether the socket is missing, denied or deaf is read on the host.
   */
  async function explainForwarded(error: ApiError): Promise<ApiError> {
    const answer = await channel.readFact("socket", SOCKET_FACT_MS);
    if (!answer.ok) {
      const state = channel.state();
      return state.state === "up" ? error : new ApiError("host-unreachable", answer.message);
    }
    return rungOf(answer.text, now()) ?? error;
  }

  // What `open` throws has been explained once; it comes back through whoever asked for the connection.
  const explained = new WeakSet<ApiError>();

  async function explain(thrown: unknown): Promise<ApiError> {
    const first = toApiError(thrown);
    if (explained.has(first)) return first;
    const error =
      isForwarded && (first.failure === "connection-reset" || first.failure === "socket-missing")
        ? await explainForwarded(first)
        : first;
    guard.noteFailure(error);
    explained.add(error);
    return error;
  }

  return {
    async open(signal, onStart) {
      await guard.permit().catch((error: unknown) => {
        // Nothing was tried, so nothing is learnt from it.
        if (error instanceof ApiError) explained.add(error);
        throw error;
      });
      onStart?.();
      try {
        const socket = await openSocket(endpointOf(address, channel), signal);
        certificateEndsAt = certificateEndOf(socket) ?? certificateEndsAt;
        return socket;
      } catch (error) {
        throw await explain(error);
      }
    },
    explain,
    noteAnswer: () => guard.noteAnswer(),
    certificateEndsAt: () => certificateEndsAt,
  };
}
