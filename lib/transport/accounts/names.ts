import { FoghornError } from "../../domain/errors.ts";

// Control, format (zero-width, bidi) and private characters make two names look alike.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** A person's name as shown. Throws `invalid-input`. */
export function cleanName(typed: string): string {
  const name = typed.normalize("NFC").trim().replace(/\s+/g, " ");
  if (name === "" || [...name].length > 64) {
    throw new FoghornError("invalid-input", "name: 1 to 64 characters.");
  }
  if (UNSEEN.test(name)) throw new FoghornError("invalid-input", "name: only characters that can be seen.");
  return name;
}

/** What must be unique: two people cannot differ by case or by form of the same letters alone. */
export const nameKeyOf = (name: string): string =>
  name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
