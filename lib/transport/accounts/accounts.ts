import { randomUUID } from "node:crypto";
import { FoghornError } from "../../domain/errors.ts";
import type { UserId } from "../../domain/ids.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { AccountStore, StoredAccount } from "../../engine/ports-accounts.ts";
import type { Accounts, Audit, Role } from "../../runtime/runtime.ts";
import { createRefusalLog } from "../refusals.ts";
import { makeInvite } from "./links.ts";
import { createLogins, toAccount } from "./logins.ts";
import { cleanName, nameKeyOf } from "./names.ts";
import { createPasswords, refuseWeak } from "./password.ts";
import { digestOf } from "./secrets.ts";
import type { SetupCode } from "./setup-code.ts";
import { createSlowDown } from "./slow-down.ts";

export interface AccountsOptions {
  readonly store: AccountStore;
  readonly audit: Audit;
  readonly now: () => EpochMs;
  /** Resolves after so long; a slowed sign-in waits with it. */
  readonly wait: (ms: number) => Promise<void>;
  /** Issued when the first account does not exist yet. */
  readonly setupCode?: SetupCode;
}

const LINK_UNKNOWN = "This link was used, is older than 24 hours, or never was one.";

/** People, their roles and their sign-ins. */
export function createAccounts({ store, audit, now, wait, setupCode }: AccountsOptions): Accounts {
  const passwords = createPasswords();
  const logins = createLogins(store, now);
  const slowDown = createSlowDown(now);
  const recordRefusal = createRefusalLog();
  let isSetUp = false;

  const needsSetup = async () => {
    isSetUp ||= (await store.count()) > 0;
    return !isSetUp;
  };
  const stored = async (userId: UserId): Promise<StoredAccount> => {
    const account = await store.byId(userId);
    if (account === undefined) throw new FoghornError("not-found", "There is no such account.");
    return account;
  };
  const slowly = async (from: string, nameKey: string, verify: () => Promise<boolean>): Promise<boolean> => {
    const attempt = slowDown.begin(from, nameKey);
    let isRight = false;
    try {
      await wait(attempt.delayMs);
      isRight = await verify();
      return isRight;
    } finally {
      attempt.settle(isRight);
    }
  };
  const draft = async (typedName: string, password: string, role: Role): Promise<StoredAccount> => {
    const name = cleanName(typedName);
    refuseWeak(password, name);
    return {
      id: randomUUID() as UserId,
      name,
      nameKey: nameKeyOf(name),
      role,
      passwordHash: await passwords.hash(password),
      createdAt: now(),
    };
  };

  return {
    needsSetup,

    setUp: async ({ code, name, password, userAgent }) => {
      if (!(await needsSetup())) throw new FoghornError("not-found", "Foghorn is set up already.");
      if (setupCode === undefined || !setupCode.fits(code, now())) {
        throw new FoghornError(
          "forbidden",
          "That is not the code, or it is older than 15 minutes. A restart of Foghorn prints a new one.",
        );
      }
      const account = await draft(name, password, "admin");
      await store.createFirst(account);
      isSetUp = true;
      await setupCode.forget();
      await audit.write({ actor: account.name, action: "setup.done", subject: account.name });
      return logins.start(account, userAgent, "");
    },

    signIn: async ({ name, password, clientAddress, userAgent }) => {
      const nameKey = nameKeyOf(name);
      const account = await store.byNameKey(nameKey);
      const isRight = await slowly(clientAddress, nameKey, () =>
        passwords.verify(account?.passwordHash, password),
      );
      if (account === undefined || !isRight || account.disabledAt !== undefined) {
        // What was typed as a name may be a password; only names that exist are written down.
        const subject = account?.name ?? "an unknown name";
        const refusal = {
          actor: "nobody",
          action: "sign-in.failed",
          subject,
          reason: `from ${clientAddress}`,
        };
        await recordRefusal(audit, refusal, now());
        throw new FoghornError("unauthenticated", "Name or password is wrong.");
      }
      const started = await logins.start(account, userAgent, clientAddress);
      await audit.write({ actor: account.name, action: "sign-in.done", subject: clientAddress });
      return started;
    },

    check: (secret, options) => logins.check(secret, options ?? { isUse: true }),

    signOut: (loginId) => logins.end(loginId),

    signOutEverywhere: async (userId) => {
      const { name } = await stored(userId);
      await logins.endAllOf(userId);
      await audit.write({ actor: name, action: "sign-out.everywhere", subject: name });
    },

    logins: async (userId) =>
      (await logins.of(userId)).map(({ id, createdAt, lastUsedAt, userAgent }) => ({
        loginId: id,
        createdAt,
        lastUsedAt,
        userAgent,
      })),

    invite: (input) => makeInvite(store, audit, input, now()),

    acceptInvite: async ({ token, name, password, userAgent }) => {
      const tokenHash = digestOf(token);
      const invite = await store.invite(tokenHash);
      if (invite === undefined || invite.usedAt !== undefined || now() >= invite.expiresAt) {
        throw new FoghornError("not-found", LINK_UNKNOWN);
      }
      if (invite.purpose === "reset" && invite.userId !== undefined) {
        const account = await stored(invite.userId);
        refuseWeak(password, account.name);
        await store.resetFromInvite(account.id, await passwords.hash(password), tokenHash, now());
        await logins.endAllOf(account.id);
        const detail = `by a link made by ${invite.createdByName} at ${new Date(invite.createdAt).toISOString()}`;
        await audit.write({ actor: account.name, action: "password.reset", subject: account.name, detail });
        return logins.start(account, userAgent, "");
      }
      const account = await draft(name, password, invite.role);
      await store.createFromInvite(account, tokenHash, now());
      await audit.write({
        actor: account.name,
        action: "invite.accepted",
        subject: `${invite.role}, invited by ${invite.createdByName}`,
      });
      return logins.start(account, userAgent, "");
    },

    list: async () => (await store.list()).map(toAccount),

    setRole: async ({ userId, role, by }) => {
      const account = await stored(userId);
      await store.setRole(userId, role);
      await logins.endAllOf(userId);
      const detail = `${account.role} to ${role}`;
      await audit.write({ actor: by.name, action: "role.changed", subject: account.name, detail });
    },

    disable: async ({ userId, by }) => {
      const account = await stored(userId);
      await store.setDisabledAt(userId, now());
      await logins.endAllOf(userId);
      await audit.write({ actor: by.name, action: "account.disabled", subject: account.name });
    },

    changePassword: async ({ userId, current, next }) => {
      const account = await stored(userId);
      const isRight = await slowly("a change of password", account.nameKey, () =>
        passwords.verify(account.passwordHash, current),
      );
      if (!isRight) {
        throw new FoghornError("forbidden", "The current password is wrong.");
      }
      refuseWeak(next, account.name);
      await store.setPasswordHash(userId, await passwords.hash(next));
      await logins.endAllOf(userId);
      await audit.write({ actor: account.name, action: "password.changed", subject: account.name });
    },

    onEnded: logins.onEnded,
  };
}
