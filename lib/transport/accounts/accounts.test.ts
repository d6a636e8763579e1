import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { createRig, PASSWORD, type Rig } from "../testing/rig.ts";
import { makeResetLink } from "./links.ts";
import { issueSetupCode } from "./setup-code.ts";

const GOOD = "herons over the dry dock";
const userAgent = "test";

let rig: Rig;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2027, 0, 14, 9);
  rig = await createRig({ now: () => now });
});
afterEach(() => rig.close());

const setUp = (code: string, password = GOOD) =>
  rig.runtime.accounts.setUp({ code, name: "Nova Reyes", password, userAgent });
const signIn = (name: string, password: string, clientAddress = "10.0.0.1") =>
  rig.runtime.accounts.signIn({ name, password, clientAddress, userAgent });
const by = { kind: "person", userId: "u" as never, name: "Nova Reyes" } as const;

describe("setup", () => {
  test("the code makes the first admin, signed in, and is gone afterwards", async () => {
    const { accounts } = rig.runtime;
    expect(await accounts.needsSetup()).toBe(true);
    const { secret, signIn: first } = await setUp(rig.setupCode.text);
    expect(first.account).toMatchObject({ name: "Nova Reyes", role: "admin" });
    expect(await accounts.check(secret)).toMatchObject({ loginId: first.loginId });
    expect(await accounts.needsSetup()).toBe(false);
    expect(() => readFileSync(join(rig.directory, "setup-code"))).toThrow("ENOENT");
    await expect(setUp(rig.setupCode.text)).rejects.toMatchObject({ code: "not-found" });
    expect(await accounts.list()).toHaveLength(1);
  });

  test("the code lies in an owner-only file, and has at least 128 bits", () => {
    const file = join(rig.directory, "setup-code");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8").trim()).toBe(rig.setupCode.text);
    expect(rig.setupCode.text.replaceAll("-", "").length * 5).toBeGreaterThanOrEqual(128);
  });

  test("a typed code may differ in case, dashes and the letters that look like digits", async () => {
    const typed = rig.setupCode.text
      .toLowerCase()
      .replaceAll("-", " ")
      .replaceAll("0", "o")
      .replaceAll("1", "l");
    await expect(setUp(typed)).resolves.toBeDefined();
  });

  test("after 15 minutes the code is worth nothing", async () => {
    now += 15 * MINUTE_MS;
    await expect(setUp(rig.setupCode.text)).rejects.toMatchObject({ code: "forbidden" });
    expect(await rig.runtime.accounts.list()).toEqual([]);
  });

  test("a wrong code makes nobody, and a weak password leaves the code as it was", async () => {
    await expect(setUp("0000000-0000000")).rejects.toMatchObject({ code: "forbidden" });
    await expect(setUp(rig.setupCode.text, "short")).rejects.toMatchObject({ code: "invalid-input" });
    expect(await rig.runtime.accounts.list()).toEqual([]);
    await expect(setUp(rig.setupCode.text)).resolves.toBeDefined();
  });

  test("of two setups at once one wins", async () => {
    const answers = await Promise.allSettled([setUp(rig.setupCode.text), setUp(rig.setupCode.text)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await rig.runtime.accounts.list()).toHaveLength(1);
  });

  test("a restart makes a new code and the old one is worth nothing", async () => {
    const second = await issueSetupCode(rig.directory, now);
    expect(second.fits(rig.setupCode.text, now)).toBe(false);
    const file = join(rig.directory, "setup-code");
    expect(readFileSync(file, "utf8").trim()).toBe(second.text);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe("sign-in", () => {
  test("the right password starts a sign-in of its own each time", async () => {
    await rig.person("viewer", "Kofi");
    const first = await signIn("kofi", PASSWORD);
    const second = await signIn("KOFI", PASSWORD);
    expect(first.secret).not.toBe(second.secret);
    expect(first.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await rig.runtime.accounts.logins(first.signIn.account.id)).toHaveLength(3);
  });

  test("only a digest of the secret is in the database", async () => {
    const { secret } = await rig.person("viewer", "Kofi");
    const files = ["foghorn.db", "foghorn.db-wal"].map((name) => readFileSync(join(rig.directory, name)));
    expect(files.some((bytes) => bytes.includes("Kofi"))).toBe(true);
    expect(files.some((bytes) => bytes.includes(secret))).toBe(false);
  });

  test("a wrong password, an unknown name and a disabled account are answered alike", async () => {
    const admin = await rig.person("admin");
    const { signIn: kofi } = await rig.person("viewer", "Kofi");
    await rig.runtime.accounts.disable({ userId: kofi.account.id, by });
    const answers = await Promise.allSettled([
      signIn(admin.signIn.account.name, "not the password"),
      signIn("nobody of this name", PASSWORD),
      signIn("Kofi", PASSWORD),
    ]);
    const errors = answers.map((answer) => (answer.status === "rejected" ? String(answer.reason) : "let in"));
    expect(new Set(errors).size).toBe(1);
    expect(answers[0]).toMatchObject({ reason: { code: "unauthenticated" } });
  });

  test("guesses wait longer and longer, and the right password still works", async () => {
    await rig.person("admin", "Nova");
    for (let tries = 0; tries < 8; tries += 1) await signIn("Nova", "a wrong guess").catch(() => undefined);
    expect(rig.waits).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 8_000, 16_000]);
    await expect(signIn("Nova", PASSWORD)).resolves.toBeDefined();
    expect(rig.waits.at(-1)).toBe(30_000);
    await signIn("Nova", PASSWORD);
    // Its own tries are forgiven; what others of the same address and name did still counts a little.
    expect(rig.waits.at(-1)).toBeLessThanOrEqual(10_000);
  });

  test("somebody who guesses from elsewhere cannot lock the owner out", async () => {
    await rig.person("admin", "Nova");
    for (let tries = 0; tries < 12; tries += 1) {
      await signIn("Nova", "a wrong guess", "203.0.113.9").catch(() => undefined);
    }
    rig.waits.length = 0;
    await expect(signIn("Nova", PASSWORD, "10.0.0.1")).resolves.toBeDefined();
    expect(rig.waits).toEqual([3_000]);
  });

  test("a failed sign-in is in the audit log, without what was typed as a name", async () => {
    await rig.person("admin", "Nova");
    await signIn("hunter2-my-real-password", "x").catch(() => undefined);
    await signIn("Nova", "x").catch(() => undefined);
    const entries = await rig.runtime.audit.read({ limit: 2 });
    expect(entries.map(({ action, subject, detail }) => [action, subject, detail])).toEqual([
      ["sign-in.failed", "Nova", "from 10.0.0.1"],
      ["sign-in.failed", "an unknown name", "from 10.0.0.1"],
    ]);
  });
});

describe("how long a sign-in lasts", () => {
  test("twelve hours without a use end it", async () => {
    const { secret } = await rig.person("viewer");
    now += 12 * HOUR_MS - 1;
    expect(await rig.runtime.accounts.check(secret)).toBeDefined();
    now += 12 * HOUR_MS;
    expect(await rig.runtime.accounts.check(secret)).toBeUndefined();
  });

  test("an open socket alone does not keep it alive", async () => {
    const { secret } = await rig.person("viewer");
    for (let hour = 0; hour < 11; hour += 1) {
      now += HOUR_MS;
      expect(await rig.runtime.accounts.check(secret, { isUse: false })).toBeDefined();
    }
    now += HOUR_MS;
    expect(await rig.runtime.accounts.check(secret, { isUse: false })).toBeUndefined();
  });

  test("seven days end it however much it is used", async () => {
    const { secret, signIn: started } = await rig.person("viewer");
    expect(started.expiresAt).toBe(now + 7 * DAY_MS);
    const endsAt = started.expiresAt;
    for (; now + 6 * HOUR_MS < endsAt; now += 6 * HOUR_MS) {
      expect(await rig.runtime.accounts.check(secret)).toBeDefined();
    }
    now = endsAt;
    expect(await rig.runtime.accounts.check(secret)).toBeUndefined();
  });

  test.each([
    ["signing out everywhere", (rig: Rig, userId: never) => rig.runtime.accounts.signOutEverywhere(userId)],
    [
      "a new role",
      (rig: Rig, userId: never) => rig.runtime.accounts.setRole({ userId, role: "operator", by }),
    ],
    ["being disabled", (rig: Rig, userId: never) => rig.runtime.accounts.disable({ userId, by })],
    [
      "a new password",
      (rig: Rig, userId: never) =>
        rig.runtime.accounts.changePassword({ userId, current: PASSWORD, next: "quite another password" }),
    ],
  ])("%s ends every sign-in at once and says so for its sockets", async (_name, end) => {
    await rig.person("admin");
    const { secret, signIn: first } = await rig.person("viewer", "Kofi");
    const second = await signIn("Kofi", PASSWORD);
    const ended: string[] = [];
    rig.runtime.accounts.onEnded((loginId) => ended.push(loginId));
    await end(rig, first.account.id as never);
    expect(await rig.runtime.accounts.check(secret)).toBeUndefined();
    expect(await rig.runtime.accounts.check(second.secret)).toBeUndefined();
    expect(ended.sort()).toEqual([first.loginId, second.signIn.loginId].sort());
  });
});

describe("links", () => {
  const accept = (token: string, name: string, password = GOOD) =>
    rig.runtime.accounts.acceptInvite({ token, name, password, userAgent });

  test("an invite makes one account with its role, once", async () => {
    await rig.person("admin");
    const { token, expiresAt } = await rig.runtime.accounts.invite({ role: "operator", by });
    expect(expiresAt).toBe(now + 24 * HOUR_MS);
    const { signIn: kofi } = await accept(token, "Kofi Mensah");
    expect(kofi.account).toMatchObject({ name: "Kofi Mensah", role: "operator" });
    await expect(accept(token, "Somebody Else")).rejects.toMatchObject({ code: "not-found" });
    const [entry] = await rig.runtime.audit.read({ limit: 1 });
    expect(entry).toMatchObject({ action: "invite.accepted", subject: "operator, invited by Nova Reyes" });
  });

  test("an invite of yesterday, a made-up one and a used one are answered alike", async () => {
    await rig.person("admin");
    const { token } = await rig.runtime.accounts.invite({ role: "viewer", by });
    const used = await rig.runtime.accounts.invite({ role: "viewer", by });
    await accept(used.token, "Kofi");
    now += 24 * HOUR_MS;
    const answers = await Promise.allSettled([
      accept(token, "A"),
      accept("made-up", "B"),
      accept(used.token, "C"),
    ]);
    expect(new Set(answers.map((answer) => (answer as { reason?: unknown }).reason?.toString())).size).toBe(
      1,
    );
    expect(await rig.runtime.accounts.list()).toHaveLength(2);
  });

  test("a name that is taken leaves the invite open for another", async () => {
    await rig.person("admin", "Nova");
    const { token } = await rig.runtime.accounts.invite({ role: "viewer", by });
    await expect(accept(token, " nova ")).rejects.toMatchObject({ code: "conflict" });
    await expect(accept(token, "Kofi")).resolves.toBeDefined();
  });

  test("a link of the command line sets a new password for its account and ends its sign-ins", async () => {
    await rig.person("admin");
    const { secret } = await rig.person("viewer", "Kofi");
    const { token } = await makeResetLink(rig.storage.accounts, "kofi", now);
    const started = await accept(token, "a name that does not count");
    expect(started.signIn.account).toMatchObject({ name: "Kofi", role: "viewer" });
    expect(await rig.runtime.accounts.check(secret)).toBeUndefined();
    await expect(signIn("Kofi", GOOD)).resolves.toBeDefined();
    await expect(signIn("Kofi", PASSWORD)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(accept(token, "again")).rejects.toMatchObject({ code: "not-found" });
  });

  test("there is no link for a name nobody has", async () => {
    await expect(makeResetLink(rig.storage.accounts, "nobody", now)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

test("the last admin can be neither disabled nor made less", async () => {
  const { signIn: admin } = await rig.person("admin");
  const userId = admin.account.id;
  await expect(rig.runtime.accounts.disable({ userId, by })).rejects.toMatchObject({ code: "conflict" });
  await expect(rig.runtime.accounts.setRole({ userId, role: "viewer", by })).rejects.toMatchObject({
    code: "conflict",
  });
});
