import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRig, type Rig } from "#lib/transport/testing/rig.ts";

/* The script as a person calls it, beside a Foghorn that has the same database open. */

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
  await rig.person("admin", "Nova Reyes");
});
afterEach(() => rig.close());

async function admin(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "admin.ts"), ...args], {
    env: { ...process.env, FOGHORN_DATA_DIR: rig.directory, FOGHORN_URL: "https://foghorn.example" },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

test("somebody locked out gets a link that sets a new password, while Foghorn runs", async () => {
  const { code, stdout } = await admin("link", "nova", "reyes");
  expect(code).toBe(0);
  const [, token = "", name] =
    /^https:\/\/foghorn\.example\/invite#([\w-]{43})&name=(\S+)\n$/.exec(stdout) ?? [];
  expect(name).toBe("Nova%20Reyes");
  const accept = { token, name: "Nova Reyes", password: "herons over the dry dock", userAgent: "test" };
  const { signIn } = await rig.runtime.accounts.acceptInvite(accept);
  expect(signIn.account).toMatchObject({ name: "Nova Reyes", role: "admin" });
});

test("a name nobody has, and a command there is not, are said so", async () => {
  expect(await admin("link", "nobody")).toMatchObject({ code: 1, stderr: "There is nobody named nobody.\n" });
  expect(await admin("unlink")).toMatchObject({ code: 2, stderr: expect.stringMatching(/^Usage: /) });
});

test("an audit log is whole until somebody changes a line of it", async () => {
  for (const subject of ["one", "two", "three"]) {
    await rig.runtime.audit.write({ actor: "Nova", action: "share.created", subject });
  }
  expect(await admin("verify-audit")).toMatchObject({ code: 0, stdout: "The audit log is whole.\n" });
  await forge("UPDATE AuditEntry SET subject = 'another' WHERE seq = 2");
  expect(await admin("verify-audit")).toMatchObject({
    code: 1,
    stdout: "The audit log is broken at entry 2.\n",
  });
});

/** As somebody with the file and a SQLite shell would: without the triggers that refuse it. */
async function forge(sql: string): Promise<void> {
  const path = join(rig.directory, "foghorn.db");
  const connection = await new PrismaBetterSqlite3({ url: `file:${path}` }).connect();
  const found = await connection.queryRaw({
    sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    args: [],
    argTypes: [],
  });
  for (const [name] of found.rows) await connection.executeScript(`DROP TRIGGER "${String(name)}"`);
  await connection.executeScript(sql);
  await connection.dispose();
}
