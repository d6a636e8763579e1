import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import { foldSetupCode, isSameSecret, newSetupCode } from "./secrets.ts";

export const SETUP_CODE_LIFE_MS = 15 * MINUTE_MS;

/** The code that makes the first account. In memory, printed, and in an owner-only file; a restart makes a new one. */
export interface SetupCode {
  readonly text: string;
  readonly fits: (typed: string, now: EpochMs) => boolean;
  readonly forget: () => Promise<void>;
}

const fileOf = (dataDir: string): string => join(dataDir, "setup-code");

export async function issueSetupCode(dataDir: string, now: EpochMs): Promise<SetupCode> {
  const text = newSetupCode();
  // Anew, as the mode only counts for a file that this call creates.
  await rm(fileOf(dataDir), { force: true });
  await writeFile(fileOf(dataDir), `${text}\n`, { mode: 0o600, flag: "wx" });
  let isForgotten = false;
  return {
    text,
    fits: (typed, at) =>
      !isForgotten &&
      at - now < SETUP_CODE_LIFE_MS &&
      isSameSecret(foldSetupCode(typed), foldSetupCode(text)),
    forget: async () => {
      isForgotten = true;
      await dropSetupCode(dataDir);
    },
  };
}

/** Removes what an earlier start left behind. */
export const dropSetupCode = (dataDir: string): Promise<void> => rm(fileOf(dataDir), { force: true });
