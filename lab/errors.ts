/** What can go wrong in the lab, told apart by `code`; `message` is for the person who typed the command. */
export type LabErrorCode =
  /** The command line or a name in it is not understood. */
  | "usage"
  /** The machine lacks something the lab needs: rights, packages, kernel features. */
  | "needs"
  /** No host of that name is up. */
  | "no-host"
  /** The host exists, but not as asked for: another engine, a broken boot. */
  | "conflict"
  /** A command on the machine or in a host ended with an error. */
  | "command"
  /** A deadline passed before the condition came true. */
  | "deadline"
  /** A person pressed Ctrl-C; what was begun is taken back. */
  | "interrupted";

export class LabError extends Error {
  readonly code: LabErrorCode;

  constructor(code: LabErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LabError";
    this.code = code;
  }
}

export const isLabError = (error: unknown): error is LabError =>
  error instanceof Error && error.name === "LabError";
