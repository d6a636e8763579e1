import type { AccountStore } from "../../engine/ports-accounts.ts";
import type { Accounts, Audit } from "../../runtime/runtime.ts";
import { createAccounts } from "./accounts.ts";
import { dropSetupCode, issueSetupCode } from "./setup-code.ts";

/**
 * Accounts as a start of Foghorn needs them: while nobody can sign in, with a fresh setup code in
 * `<data>/setup-code` (0600); afterwards without, and without the file of an earlier start.
 */
export async function openAccounts(options: {
  readonly store: AccountStore;
  readonly audit: Audit;
  readonly dataDir: string;
  readonly now: () => number;
}): Promise<Accounts> {
  const { store, audit, dataDir, now } = options;
  const wait = (ms: number) =>
    ms === 0 ? Promise.resolve() : new Promise<void>((resolve) => setTimeout(resolve, ms));
  if ((await store.count()) > 0) {
    await dropSetupCode(dataDir);
    return createAccounts({ store, audit, now, wait });
  }
  return createAccounts({ store, audit, now, wait, setupCode: await issueSetupCode(dataDir, now()) });
}
