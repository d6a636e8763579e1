import type { ApiFailure } from "../../domain/readings.ts";

/** Why the engine's API gave no answer, thrown inside the gate and answered as a value. */
export class ApiError extends Error {
  readonly failure: ApiFailure;
  readonly status: number | undefined;

  constructor(failure: ApiFailure, message: string, options?: ErrorOptions & { readonly status?: number }) {
    super(message, options);
    this.name = "ApiError";
    this.failure = failure;
    this.status = options?.status;
  }
}

const BY_CODE: Readonly<Record<string, ApiFailure>> = {
  ENOENT: "socket-missing",
  ENOTDIR: "socket-missing",
  EACCES: "socket-denied",
  EPERM: "socket-denied",
  ECONNREFUSED: "connection-refused",
  ECONNRESET: "connection-reset",
  ECONNABORTED: "connection-reset",
  EPIPE: "connection-reset",
  ERR_STREAM_PREMATURE_CLOSE: "connection-reset",
  ETIMEDOUT: "timeout",
  // A unix socket whose queue is full: the process is there and accepts nobody.
  EAGAIN: "timeout",
  EHOSTUNREACH: "host-unreachable",
  EHOSTDOWN: "host-unreachable",
  ENETUNREACH: "host-unreachable",
  ENETDOWN: "host-unreachable",
  ENOTFOUND: "host-unreachable",
  EAI_AGAIN: "host-unreachable",
  EPROTO: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  HPE_HEADER_OVERFLOW: "too-large",
};

const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;
// The HTTP parser's own codes: the bytes were not an answer.
const PARSER_CODE = /^HPE_/;

function failureOfCode(code: string): ApiFailure | undefined {
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (known !== undefined) return known;
  if (TLS_CODE.test(code)) return "tls";
  return PARSER_CODE.test(code) ? "malformed" : undefined;
}

/** "…:error:0A000412:SSL routines:ssl3_read_bytes:ssl/tls alert bad certificate:../deps/openssl/…c:916:SSL alert number 42" */
const OF_OPENSSL = /\berror:[0-9A-F]{8}:[^:]*:[^:]*:([^:\n]+)/;

/** OpenSSL names addresses and its own source around the reason, which a row would cut off. */
function wordsOf({ message }: Error): string {
  const reason = OF_OPENSSL.exec(message)?.[1];
  return reason === undefined ? message : `TLS refused: ${reason.trim()}`;
}

/** What a thrown thing of net, tls, http or dockerode says about the connection. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (!(error instanceof Error)) return new ApiError("malformed", String(error));
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const failure = failureOfCode(code);
  if (failure !== undefined) return new ApiError(failure, wordsOf(error), { cause: error });
  if (error.message.includes("socket hang up"))
    return new ApiError("connection-reset", error.message, { cause: error });
  return new ApiError("malformed", error.message, { cause: error });
}
