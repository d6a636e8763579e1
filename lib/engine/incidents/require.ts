import { FoghornError } from "../../domain/errors.ts";

export const TITLE_LIMIT = 200;
export const REASON_LIMIT = 2_000;
export const NOTE_LIMIT = 20_000;

/** The text without blanks around it. Throws `invalid-input` when it is missing, empty or too long. */
export function requireText(text: string | undefined, what: string, limitChars: number): string {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") throw new FoghornError("invalid-input", `${what} is missing.`);
  if (trimmed.length > limitChars) {
    throw new FoghornError("invalid-input", `${what} has ${trimmed.length} characters; ${limitChars} fit.`);
  }
  return trimmed;
}

/** As `requireText`, for what may be left out. */
export const optionalText = (
  text: string | undefined,
  what: string,
  limitChars: number,
): string | undefined => (text?.trim() ? requireText(text, what, limitChars) : undefined);
