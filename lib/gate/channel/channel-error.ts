import type { GateErrorCode } from "../../gate-protocol/answers.ts";

/** Why a host's own log could not be read: `not-visible` is a missing right or source, `daemon` a sick host. */
export class ChannelError extends Error {
  readonly code: GateErrorCode;

  constructor(code: Extract<GateErrorCode, "not-visible" | "daemon">, message: string) {
    super(message);
    this.name = "ChannelError";
    this.code = code;
  }
}
