import type { GateErrorCode } from "../gate-protocol/answers.ts";

const CODES = {
  "bad-request": true,
  "unknown-operation": true,
  "unknown-host": true,
  "unknown-container": true,
  "not-allowed": true,
  busy: true,
  "not-visible": true,
  daemon: true,
  internal: true,
} as const satisfies Record<GateErrorCode, true>;

/** The gate answered, with a no. Told apart by `code`, as every error here. */
export class GateRefusal extends Error {
  readonly code: GateErrorCode;

  constructor(code: GateErrorCode, message: string) {
    super(message);
    this.name = "GateRefusal";
    this.code = code;
  }
}

const isGateErrorCode = (code: unknown): code is GateErrorCode =>
  typeof code === "string" && Object.hasOwn(CODES, code);

/** An error frame's value as what is thrown; a code of a newer gate becomes `internal`. */
export function refusalOf(value: unknown): GateRefusal {
  const { code, message } = (typeof value === "object" && value !== null ? value : {}) as {
    code?: unknown;
    message?: unknown;
  };
  return new GateRefusal(
    isGateErrorCode(code) ? code : "internal",
    typeof message === "string" ? message : "the gate refused without saying why",
  );
}
