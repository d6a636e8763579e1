import { readFile } from "node:fs/promises";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { messageOf } from "../../domain/errors.ts";
import type { EpochMs } from "../../domain/time.ts";
import { ApiError, toApiError } from "./failure.ts";

export interface TlsFiles {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

/** Where bytes go: what is left of a DaemonAddress once the way to the host is known. */
export type Endpoint =
  | { readonly kind: "unix"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly tls?: TlsFiles };

const CONNECT_MS = 2_000;
// Most callers give up sooner; nobody waits for a handshake without an end.
const HANDSHAKE_MS = 5_000;
// A peer that vanished without a word is noticed after about a minute even on a quiet event stream.
const KEEP_ALIVE_AFTER_MS = 15_000;

async function readTlsFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new ApiError("tls", `cannot read ${file}: ${messageOf(error)}`);
  }
}

async function begin(
  endpoint: Endpoint,
): Promise<{ socket: Socket; readyEvent: "connect" | "secureConnect" }> {
  if (endpoint.kind === "unix") return { socket: connect(endpoint.path), readyEvent: "connect" };
  const { host, port, tls } = endpoint;
  if (tls === undefined) return { socket: connect(port, host), readyEvent: "connect" };
  // Read at each connect: renewed certificates count without a restart.
  const [ca, cert, key] = await Promise.all([tls.caFile, tls.certFile, tls.keyFile].map(readTlsFile));
  if (ca === undefined || cert === undefined || key === undefined)
    throw new ApiError("tls", "no certificate");
  const servername = isIP(host) ? "" : host;
  const socket = connectTls({ host, port, ca, cert, key, servername, rejectUnauthorized: true });
  return { socket, readyEvent: "secureConnect" };
}

/**
 * A connected socket to a daemon. The connect gets 2 s, a TLS handshake after it 5 s.
 *
 * Errors: ApiError only. Over TCP a connect that gets no answer is `host-unreachable`: for a silent daemon its
 * kernel accepts. A handshake that gets none is therefore a `timeout` of the daemon.
 */
export async function openSocket(endpoint: Endpoint, signal: AbortSignal): Promise<Socket> {
  const { socket, readyEvent } = await begin(endpoint).catch((error: unknown) => {
    throw toApiError(error);
  });
  const ready = Promise.withResolvers<Socket>();
  let timer = setTimeout(() => ready.reject(connectTimedOut(endpoint)), CONNECT_MS);
  socket.once("connect", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ready.reject(handshakeTimedOut()), HANDSHAKE_MS);
  });
  const abort = () => ready.reject(new ApiError("timeout", "given up while connecting"));
  socket.once(readyEvent, () => ready.resolve(socket));
  socket.once("error", (error) => ready.reject(toApiError(error)));
  socket.once("close", () => ready.reject(new ApiError("connection-reset", "closed while connecting")));
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    await ready.promise;
    // Whoever reads gets every later failure; without a listener one between two reads would end the process.
    socket.on("error", () => {});
    if (endpoint.kind === "tcp") socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS);
    return socket;
  } catch (error) {
    socket.on("error", () => {});
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

const connectTimedOut = (endpoint: Endpoint): ApiError =>
  endpoint.kind === "tcp"
    ? new ApiError(
        "host-unreachable",
        `no answer from ${endpoint.host}:${endpoint.port} within ${CONNECT_MS} ms`,
      )
    : new ApiError("timeout", `no connection within ${CONNECT_MS} ms`);

const handshakeTimedOut = (): ApiError =>
  new ApiError("timeout", `accepted, but no TLS handshake within ${HANDSHAKE_MS} ms`);

/** End of the server certificate's validity, when the socket speaks TLS. */
export function certificateEndOf(socket: Socket): EpochMs | undefined {
  if (!("getPeerCertificate" in socket)) return undefined;
  const endsAt = Date.parse((socket as TLSSocket).getPeerCertificate().valid_to);
  return Number.isNaN(endsAt) ? undefined : endsAt;
}
