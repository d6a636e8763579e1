import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { UserId } from "../../domain/ids.ts";
import { T0 } from "../../domain/incidents/testing/builders.ts";
import { DAY_MS } from "../../domain/time.ts";
import type { AccountStore, StoredAccount, StoredInvite, StoredLogin } from "../../engine/ports-accounts.ts";
import { openTemporaryStorage } from "./testing/temporary-storage.ts";

const account = (name: string, parts: Partial<StoredAccount> = {}): StoredAccount => ({
  id: `id-${name}` as UserId,
  name,
  nameKey: name.toLowerCase(),
  role: "admin",
  passwordHash: "$argon2id$x",
  createdAt: T0,
  ...parts,
});
const login = (id: string, user: StoredAccount): StoredLogin => ({
  id,
  secretHash: `hash-${id}`,
  userId: user.id,
  createdAt: T0,
  lastUsedAt: T0,
  expiresAt: T0 + DAY_MS,
  userAgent: "browser",
  clientAddress: "127.0.0.1",
});
const invite = (id: string, parts: Partial<StoredInvite> = {}): StoredInvite => ({
  id,
  tokenHash: `token-${id}`,
  purpose: "invite",
  role: "viewer",
  createdById: "id-Ada",
  createdByName: "Ada",
  createdAt: T0,
  expiresAt: T0 + DAY_MS,
  ...parts,
});

let accounts: AccountStore;
let close: () => Promise<void>;
const ada = account("Ada");

beforeEach(async () => {
  const temporary = await openTemporaryStorage();
  accounts = temporary.storage.accounts;
  close = temporary.close;
  await accounts.createFirst(ada);
});
afterEach(() => close());

const outcomes = async (...tries: Promise<unknown>[]): Promise<readonly string[]> =>
  (await Promise.allSettled(tries)).map((result) =>
    result.status === "fulfilled" ? "done" : String((result.reason as { code: string }).code),
  );

test("of two setups at once one makes the first account, and there is no second setup", async () => {
  const fresh = await openTemporaryStorage();
  const { createFirst, count } = fresh.storage.accounts;
  expect(await outcomes(createFirst(account("Bob")), createFirst(account("Eve")))).toEqual([
    "done",
    "conflict",
  ]);
  expect(await count()).toBe(1);
  await fresh.close();
});

describe("links", () => {
  test("an invite makes one account, also when it is used twice at once", async () => {
    await accounts.createInvite(invite("i"));
    const use = (name: string) =>
      accounts.createFromInvite(account(name, { role: "viewer" }), "token-i", T0 + 1);
    expect(await outcomes(use("Bob"), use("Eve"))).toEqual(["done", "not-found"]);
    expect((await accounts.list()).map(({ name }) => name)).toEqual(["Ada", "Bob"]);
    expect(await accounts.invite("token-i")).toMatchObject({ usedAt: T0 + 1 });
  });

  test("expired, unknown and of the other purpose are not found, a taken name is a conflict and leaves the link open", async () => {
    await accounts.createInvite(invite("i"));
    await accounts.createInvite(invite("r", { purpose: "reset", userId: ada.id }));
    const use = (token: string, at = T0, name = "Bob") => accounts.createFromInvite(account(name), token, at);
    expect(await outcomes(use("token-i", T0 + DAY_MS), use("nonsense"), use("token-r"))).toEqual(
      Array(3).fill("not-found"),
    );
    expect(await outcomes(use("token-i", T0, "ADA"), use("token-i"))).toEqual(["conflict", "done"]);
  });

  test("a reset sets the password of its account once, and enables it again", async () => {
    await accounts.createInvite(invite("i"));
    const bob = account("Bob", { role: "viewer" });
    await accounts.createFromInvite(bob, "token-i", T0);
    await accounts.setDisabledAt(bob.id, T0);
    await accounts.createInvite(invite("r", { purpose: "reset", userId: bob.id }));
    const reset = (user: UserId) => accounts.resetFromInvite(user, "new", "token-r", T0);
    expect(await outcomes(reset(ada.id), reset(bob.id), reset(bob.id))).toEqual([
      "not-found",
      "done",
      "not-found",
    ]);
    const after = await accounts.byNameKey("bob");
    expect(after).toMatchObject({ passwordHash: "new" });
    expect(after).not.toHaveProperty("disabledAt");
  });
});

test("the last admin stays one, also when two admins give it up at once", async () => {
  await accounts.createInvite(invite("i", { role: "admin" }));
  const bob = account("Bob");
  await accounts.createFromInvite(bob, "token-i", T0);
  expect(await outcomes(accounts.setRole(ada.id, "viewer"), accounts.setDisabledAt(bob.id, T0))).toEqual([
    "done",
    "conflict",
  ]);
  expect(await outcomes(accounts.setRole("nobody" as UserId, "viewer"))).toEqual(["not-found"]);
  expect((await accounts.byId(bob.id))?.role).toBe("admin");
});

test("a login is known by the hash of its secret until it is ended, and all of a person's end together", async () => {
  await accounts.createLogin(login("a", ada));
  await accounts.createLogin(login("b", ada));
  await accounts.touchLogin("a", T0 + 5);
  expect(await accounts.login("hash-a")).toMatchObject({
    login: { lastUsedAt: T0 + 5 },
    account: { name: "Ada" },
  });
  await accounts.endLogin("a", T0 + 6);
  expect(await accounts.login("hash-a")).toBeUndefined();
  await accounts.createLogin(login("c", ada));
  expect([...(await accounts.endLoginsOf(ada.id, T0 + 7))].sort()).toEqual(["b", "c"]);
  expect(await accounts.loginsOf(ada.id)).toEqual([]);
  await accounts.touchLogin("b", T0 + 8);
  expect(await accounts.login("hash-b")).toBeUndefined();
});

test("a password is changed", async () => {
  await accounts.setPasswordHash(ada.id, "other");
  expect(await accounts.byId(ada.id)).toEqual({ ...ada, passwordHash: "other" });
});
