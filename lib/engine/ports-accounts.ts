import type { UserId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/time.ts";

export type StoredRole = "viewer" | "operator" | "admin";

export interface StoredAccount {
  readonly id: UserId;
  /** As shown. */
  readonly name: string;
  /** Folded for comparison; unique. */
  readonly nameKey: string;
  readonly role: StoredRole;
  /** argon2id in PHC form. */
  readonly passwordHash: string;
  readonly createdAt: EpochMs;
  readonly disabledAt?: EpochMs;
}

/** A sign-in. Only the SHA-256 (hex) of its secret is known here. */
export interface StoredLogin {
  readonly id: string;
  readonly secretHash: string;
  readonly userId: UserId;
  readonly createdAt: EpochMs;
  readonly lastUsedAt: EpochMs;
  /** The end at the latest, used or not. */
  readonly expiresAt: EpochMs;
  readonly userAgent: string;
  readonly clientAddress: string;
}

/** A one-time link: to a new account with `role` (invite), or to a new password for `userId` (reset). */
export interface StoredInvite {
  readonly id: string;
  readonly tokenHash: string;
  readonly purpose: "invite" | "reset";
  readonly role: StoredRole;
  /** Set for reset. */
  readonly userId?: UserId;
  readonly createdById: string;
  readonly createdByName: string;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly usedAt?: EpochMs;
}

export interface AccountStore {
  readonly count: () => Promise<number>;
  /** Rejects with `conflict` when any account exists: two setups at once make one admin. */
  readonly createFirst: (account: StoredAccount) => Promise<void>;
  /**
   * Makes an account from an unused invite, and marks it used, in one transaction.
   * Rejects with `conflict` when the name is taken, `not-found` when the invite is used, unknown or expired at `at`.
   */
  readonly createFromInvite: (account: StoredAccount, tokenHash: string, at: EpochMs) => Promise<void>;
  /**
   * Sets the password from an unused link with `userId`, marks the link used and the account enabled, in one
   * transaction. Rejects with `not-found` like `createFromInvite`.
   */
  readonly resetFromInvite: (
    userId: UserId,
    passwordHash: string,
    tokenHash: string,
    at: EpochMs,
  ) => Promise<void>;
  readonly byId: (id: UserId) => Promise<StoredAccount | undefined>;
  readonly byNameKey: (nameKey: string) => Promise<StoredAccount | undefined>;
  /** Oldest first. */
  readonly list: () => Promise<readonly StoredAccount[]>;
  /** Rejects with `conflict` when no enabled admin would be left, in the same transaction. */
  readonly setRole: (id: UserId, role: StoredRole) => Promise<void>;
  /** As `setRole`. */
  readonly setDisabledAt: (id: UserId, at: EpochMs) => Promise<void>;
  readonly setPasswordHash: (id: UserId, passwordHash: string) => Promise<void>;

  readonly createLogin: (login: StoredLogin) => Promise<void>;
  /** Undefined when it was ended. Times are judged by the caller. */
  readonly login: (
    secretHash: string,
  ) => Promise<{ readonly login: StoredLogin; readonly account: StoredAccount } | undefined>;
  readonly touchLogin: (id: string, at: EpochMs) => Promise<void>;
  readonly endLogin: (id: string, at: EpochMs) => Promise<void>;
  /** Ids of the logins that were open and are ended now. */
  readonly endLoginsOf: (userId: UserId, at: EpochMs) => Promise<readonly string[]>;
  /** Open ones, newest first. */
  readonly loginsOf: (userId: UserId) => Promise<readonly StoredLogin[]>;

  readonly createInvite: (invite: StoredInvite) => Promise<void>;
  readonly invite: (tokenHash: string) => Promise<StoredInvite | undefined>;
}
