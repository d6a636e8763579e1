import { hash, verify } from "@node-rs/argon2";
import { FoghornError } from "../../domain/errors.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";
import { createTurns } from "./turns.ts";

/** Of OWASP's first choice; one hash takes about 0.1 s of one core here. */
const ARGON2ID = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

const AT_ONCE = 2; // 64 MiB each: a flood of sign-ins must not use up the memory
const WAITING_LIMIT = 50;

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

export interface Passwords {
  readonly hash: (password: string) => Promise<string>;
  /** Against a hash nobody knows the password of when there is no account, so that both take equally long. */
  readonly verify: (passwordHash: string | undefined, password: string) => Promise<boolean>;
}

/** Hashes two at a time. Rejects with `rate-limited` when too many wait. */
export function createPasswords(): Passwords {
  const takeTurn = createTurns(AT_ONCE, WAITING_LIMIT);
  const nobodys = hash(crypto.randomUUID(), ARGON2ID);
  return {
    hash: (password) => takeTurn(() => hash(password, ARGON2ID)),
    verify: async (passwordHash, password) => {
      const against = passwordHash ?? (await nobodys);
      const matches = await takeTurn(() => verify(against, password));
      return matches && passwordHash !== undefined;
    },
  };
}

/** Length and the common-password list; no composition rules. Throws `invalid-input`. */
export function refuseWeak(password: string, name: string): void {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.least || length > PASSWORD_LENGTH.most) {
    const { least, most } = PASSWORD_LENGTH;
    throw new FoghornError("invalid-input", `password: ${least} to ${most} characters; this has ${length}.`);
  }
  const folded = password.toLowerCase();
  const isRepeated = new Set(folded).size <= 2;
  if (isRepeated || isCommon(folded) || folded === name.toLowerCase()) {
    throw new FoghornError("invalid-input", "password: this one is among the first that are tried.");
  }
}

/** A common word stays one with digits and signs around it, or said twice. */
function isCommon(folded: string): boolean {
  const core = folded.replace(/^[^a-z]+|[^a-z]+$/g, "");
  const half = folded.slice(0, folded.length / 2);
  return [folded, core, ...(half + half === folded ? [half] : [])].some((text) => COMMON_PASSWORDS.has(text));
}
