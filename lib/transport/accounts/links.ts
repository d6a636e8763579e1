import { randomUUID } from "node:crypto";
import { FoghornError } from "../../domain/errors.ts";
import { type EpochMs, HOUR_MS } from "../../domain/time.ts";
import type { AccountStore } from "../../engine/ports-accounts.ts";
import type { Audit, Person, Role } from "../../runtime/runtime.ts";
import { nameKeyOf } from "./names.ts";
import { digestOf, newSecret } from "./secrets.ts";

export const LINK_LIFE_MS = 24 * HOUR_MS;

interface Link {
  readonly token: string;
  readonly expiresAt: EpochMs;
}

/** A one-time link to a new account. */
export async function makeInvite(
  store: AccountStore,
  audit: Audit,
  input: { readonly role: Role; readonly by: Person },
  now: EpochMs,
): Promise<Link> {
  const token = newSecret();
  const expiresAt = now + LINK_LIFE_MS;
  await store.createInvite({
    id: randomUUID(),
    tokenHash: digestOf(token),
    purpose: "invite",
    role: input.role,
    createdById: input.by.userId,
    createdByName: input.by.name,
    createdAt: now,
    expiresAt,
  });
  await audit.write({ actor: input.by.name, action: "invite.created", subject: input.role });
  return { token, expiresAt };
}

/**
 * A one-time link to a new password, made on the command line for somebody locked out. Rejects with `not-found`.
 * Writes no audit entry: the chain has one writer, the web process, which records the link when it is used.
 */
export async function makeResetLink(
  store: AccountStore,
  name: string,
  now: EpochMs,
): Promise<Link & { readonly name: string }> {
  const account = await store.byNameKey(nameKeyOf(name));
  if (account === undefined) throw new FoghornError("not-found", `There is nobody named ${name}.`);
  const token = newSecret();
  const expiresAt = now + LINK_LIFE_MS;
  await store.createInvite({
    id: randomUUID(),
    tokenHash: digestOf(token),
    purpose: "reset",
    role: account.role,
    userId: account.id,
    createdById: "command-line",
    createdByName: "the command line",
    createdAt: now,
    expiresAt,
  });
  return { token, expiresAt, name: account.name };
}

/** Behind `#`, so that it reaches no server log; the name only spares its owner the typing. */
export const linkPath = (token: string, name?: string): string =>
  name === undefined ? `/invite#${token}` : `/invite#${token}&name=${encodeURIComponent(name)}`;
