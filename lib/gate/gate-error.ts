import { messageOf } from "../domain/errors.ts";
import type { GateErrorCode } from "../gate-protocol/answers.ts";
import { ChannelError } from "./channel/channel-error.ts";

/** An operation that is refused or cannot be done at all; its code goes out in an error frame. */
export class GateError extends Error {
  readonly code: GateErrorCode;

  constructor(code: GateErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "GateError";
    this.code = code;
  }
}

/** Also for the errors of a host's channel, which are told apart by `code`. */
export function toGateError(error: unknown): GateError {
  if (error instanceof GateError) return error;
  const message = messageOf(error);
  const code = error instanceof ChannelError ? error.code : "internal";
  return new GateError(code, message, { cause: error });
}
