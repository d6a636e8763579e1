import { randomUUID } from "node:crypto";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import type { AccountStore, StoredAccount, StoredLogin } from "../../engine/ports-accounts.ts";
import type { Account, SignIn } from "../../runtime/runtime.ts";
import { digestOf, newSecret } from "./secrets.ts";

export const IDLE_MS = 12 * HOUR_MS;
export const ABSOLUTE_MS = 7 * DAY_MS;

/** A use is written down this often: idle is counted in hours. */
const TOUCH_EVERY_MS = MINUTE_MS;

export interface Started {
  readonly secret: string;
  readonly signIn: SignIn;
}

/** Logins: opaque secrets of which only the digest is stored. Each start is a new one, whatever was sent before. */
export function createLogins(store: AccountStore, now: () => EpochMs) {
  const listeners = new Set<(loginId: string) => void>();
  const tell = (loginId: string) => {
    for (const listener of listeners) listener(loginId);
  };
  return {
    start: async (account: StoredAccount, userAgent: string, clientAddress: string): Promise<Started> => {
      const secret = newSecret();
      const at = now();
      const login: StoredLogin = {
        id: randomUUID(),
        secretHash: digestOf(secret),
        userId: account.id,
        createdAt: at,
        lastUsedAt: at,
        expiresAt: at + ABSOLUTE_MS,
        userAgent: userAgent.slice(0, 200),
        clientAddress,
      };
      await store.createLogin(login);
      return { secret, signIn: toSignIn(login, account) };
    },
    check: async (secret: string, options: { readonly isUse: boolean }): Promise<SignIn | undefined> => {
      const found = await store.login(digestOf(secret));
      if (found === undefined) return undefined;
      const { login, account } = found;
      const at = now();
      const isOver = at >= login.expiresAt || at - login.lastUsedAt >= IDLE_MS;
      if (isOver || account.disabledAt !== undefined) return undefined;
      if (options.isUse && at - login.lastUsedAt >= TOUCH_EVERY_MS) await store.touchLogin(login.id, at);
      return toSignIn(login, account);
    },
    end: async (loginId: string): Promise<void> => {
      await store.endLogin(loginId, now());
      tell(loginId);
    },
    endAllOf: async (userId: StoredAccount["id"]): Promise<void> => {
      for (const loginId of await store.endLoginsOf(userId, now())) tell(loginId);
    },
    /** Those that still count, newest first. */
    of: async (userId: StoredAccount["id"]): Promise<readonly StoredLogin[]> => {
      const at = now();
      const logins = await store.loginsOf(userId);
      return logins.filter((login) => at < login.expiresAt && at - login.lastUsedAt < IDLE_MS);
    },
    onEnded: (listener: (loginId: string) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export const toAccount = (stored: StoredAccount): Account => ({
  id: stored.id,
  name: stored.name,
  role: stored.role,
  createdAt: stored.createdAt,
  ...(stored.disabledAt !== undefined && { disabledAt: stored.disabledAt }),
});

const toSignIn = (login: StoredLogin, account: StoredAccount): SignIn => ({
  account: toAccount(account),
  loginId: login.id,
  expiresAt: login.expiresAt,
});
