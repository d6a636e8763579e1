import { existsSync } from "node:fs";
import { join } from "node:path";
import { createAccountStore } from "#lib/adapters/prisma/account-store.ts";
import { createAuditStore } from "#lib/adapters/prisma/audit-store.ts";
import { connect } from "#lib/adapters/prisma/connect.ts";
import { DATABASE_FILE } from "#lib/adapters/prisma/data-directory.ts";
import type { StoreContext } from "#lib/adapters/prisma/store-context.ts";
import { createWriteQueue } from "#lib/adapters/prisma/write-queue.ts";
import { messageOf } from "#lib/domain/errors.ts";
import { linkPath, makeResetLink } from "#lib/transport/accounts/links.ts";
import { readSettings } from "#lib/transport/server/settings.ts";

/*
 * npm run admin -- link <name>: a one-time link to a new password, for somebody locked out.
 * npm run admin -- verify-audit: reads the audit log from its begin and says whether a line was changed or removed.
 * Both work while Foghorn runs.
 */

const USAGE = "Usage: npm run admin -- link <name> | verify-audit";
const { dataDir, publicUrl, port } = readSettings(process.env);
const [command, ...rest] = process.argv.slice(2);
async function execute(name: string | undefined, argument: string): Promise<number> {
  if (name === "link" && argument !== "") return withStores((stores) => printLink(stores, argument));
  if (name === "verify-audit" && argument === "") return withStores(verifyAudit);
  process.stderr.write(`${USAGE}\n`);
  return 2;
}

type Stores = ReturnType<typeof openStores>;

async function withStores(use: (stores: Stores) => Promise<number>): Promise<number> {
  const path = join(dataDir, DATABASE_FILE);
  if (!existsSync(path))
    throw new Error(`There is no Foghorn database at ${path}. FOGHORN_DATA_DIR says where it is.`);
  const { database } = await connect(path);
  const queue = createWriteQueue(
    (operations) => database.$transaction(operations),
    () => undefined,
  );
  try {
    return await use(openStores({ database, queue, onRollback: () => undefined }));
  } finally {
    await queue.idle();
    await database.$disconnect();
  }
}

const openStores = (context: StoreContext) => ({
  accounts: createAccountStore(context),
  audit: createAuditStore(context, { now: Date.now }),
});

async function printLink({ accounts }: Stores, typed: string): Promise<number> {
  const { token, name, expiresAt } = await makeResetLink(accounts, typed, Date.now());
  const base = publicUrl ?? `http://127.0.0.1:${port}`;
  process.stdout.write(`${base}${linkPath(token, name)}\n`);
  process.stderr.write(`A new password for ${name}, once, until ${new Date(expiresAt).toISOString()}.\n`);
  return 0;
}

async function verifyAudit({ audit }: Stores): Promise<number> {
  const broken = await audit.verify();
  const verdict =
    broken === undefined
      ? "The audit log is whole."
      : `The audit log is broken at entry ${broken.brokenAtSeq}.`;
  process.stdout.write(`${verdict}\n`);
  return broken === undefined ? 0 : 1;
}

try {
  process.exitCode = await execute(command, rest.join(" "));
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
