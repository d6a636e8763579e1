import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits, for cookies and links. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** What is stored instead of a secret. It is random already: a slow hash would add nothing. */
export const digestOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Compares without telling by its time where two texts differ. */
export const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(Buffer.from(digestOf(given)), Buffer.from(digestOf(expected)));

// No I, L, O, U: they are read as one another when a code is typed.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 130 bits in 26 letters, in groups that can be read from one screen and typed on another. */
export function newSetupCode(): string {
  const letters = [...randomBytes(26)].map((byte) => ALPHABET[byte % 32] ?? "0").join("");
  return letters.match(/.{1,7}/g)?.join("-") ?? letters;
}

/** A typed code as it was meant: case, spaces and dashes do not matter. */
export const foldSetupCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
