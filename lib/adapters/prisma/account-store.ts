import { FoghornError } from "../../domain/errors.ts";
import type { UserId } from "../../domain/ids.ts";
import type {
  AccountStore,
  StoredAccount,
  StoredInvite,
  StoredLogin,
  StoredRole,
} from "../../engine/ports-accounts.ts";
import type { AccountModel, InviteModel, LoginModel } from "../../generated/prisma/models.ts";
import type { Database } from "./connect.ts";
import type { StoreContext } from "./store-context.ts";
import { defined, fromOptionalTime, fromTime, toOptionalTime, toTime } from "./values.ts";
import type { Operation } from "./write-queue.ts";

const toAccountRow = (account: StoredAccount) => ({
  id: account.id,
  name: account.name,
  nameKey: account.nameKey,
  role: account.role,
  passwordHash: account.passwordHash,
  createdAt: toTime(account.createdAt),
  disabledAt: toOptionalTime(account.disabledAt),
});

const fromAccountRow = (row: AccountModel): StoredAccount => ({
  id: row.id as UserId,
  name: row.name,
  nameKey: row.nameKey,
  role: row.role as StoredRole,
  passwordHash: row.passwordHash,
  createdAt: fromTime(row.createdAt),
  ...defined({ disabledAt: fromOptionalTime(row.disabledAt) }),
});

const fromLoginRow = (row: LoginModel): StoredLogin => ({
  id: row.id,
  secretHash: row.secretHash,
  userId: row.accountId as UserId,
  createdAt: fromTime(row.createdAt),
  lastUsedAt: fromTime(row.lastUsedAt),
  expiresAt: fromTime(row.expiresAt),
  userAgent: row.userAgent,
  clientAddress: row.clientAddress,
});

const fromInviteRow = (row: InviteModel): StoredInvite => ({
  id: row.id,
  tokenHash: row.tokenHash,
  purpose: row.purpose as StoredInvite["purpose"],
  role: row.role as StoredRole,
  createdById: row.createdById,
  createdByName: row.createdByName,
  createdAt: fromTime(row.createdAt),
  expiresAt: fromTime(row.expiresAt),
  ...defined({ userId: row.accountId as UserId | null, usedAt: fromOptionalTime(row.usedAt) }),
});

const linkIsSpent = () =>
  new FoghornError("not-found", "This link was used, has run out or never was. Ask for a new one.");

async function findOpenLink(
  database: Database,
  tokenHash: string,
  purpose: StoredInvite["purpose"],
  at: number,
): Promise<InviteModel> {
  const row = await database.invite.findUnique({ where: { tokenHash } });
  if (!row || row.usedAt !== null || row.purpose !== purpose || row.expiresAt <= toTime(at)) {
    throw linkIsSpent();
  }
  return row;
}

/** Throws `conflict` when nobody could administer Foghorn after this change. */
async function keepAnAdmin(
  database: Database,
  id: UserId,
  change: { readonly role?: StoredRole; readonly isDisabled?: boolean },
): Promise<void> {
  const rows = await database.account.findMany({ select: { id: true, role: true, disabledAt: true } });
  if (!rows.some((row) => row.id === id)) throw new FoghornError("not-found", "There is no such account.");
  const isAdmin = (row: (typeof rows)[number]): boolean => {
    const { role, isDisabled } = row.id === id ? change : {};
    return (role ?? row.role) === "admin" && !(isDisabled ?? row.disabledAt !== null);
  };
  if (!rows.some(isAdmin)) {
    throw new FoghornError("conflict", "This is the last admin. Make somebody else admin first.");
  }
}

/** Conditions are read inside the queue, the one writer, each in a transaction of its own: none is judged on old rows. */
export function createAccountStore({ database, queue }: StoreContext): AccountStore {
  const write = (plan: () => Promise<readonly Operation[]> | readonly Operation[]): Promise<void> =>
    queue.runAlone(async () => ({ operations: await plan(), result: undefined }));

  return {
    count: () => database.account.count(),

    createFirst: (account) =>
      write(async () => {
        if ((await database.account.count()) > 0) {
          throw new FoghornError("conflict", "Foghorn is set up already. Sign in.");
        }
        return [database.account.create({ data: toAccountRow(account) })];
      }),

    createFromInvite: (account, tokenHash, at) =>
      write(async () => {
        const link = await findOpenLink(database, tokenHash, "invite", at);
        const taken = await database.account.findUnique({ where: { nameKey: account.nameKey } });
        if (taken) throw new FoghornError("conflict", `The name ${account.name} is taken.`);
        return [
          database.account.create({ data: toAccountRow(account) }),
          database.invite.update({
            where: { id: link.id },
            data: { usedAt: toTime(at), usedById: account.id },
          }),
        ];
      }),

    resetFromInvite: (userId, passwordHash, tokenHash, at) =>
      write(async () => {
        const link = await findOpenLink(database, tokenHash, "reset", at);
        if (link.accountId !== userId) throw linkIsSpent();
        return [
          database.account.update({ where: { id: userId }, data: { passwordHash, disabledAt: null } }),
          database.invite.update({ where: { id: link.id }, data: { usedAt: toTime(at), usedById: userId } }),
        ];
      }),

    byId: async (id) => {
      const row = await database.account.findUnique({ where: { id } });
      return row ? fromAccountRow(row) : undefined;
    },

    byNameKey: async (nameKey) => {
      const row = await database.account.findUnique({ where: { nameKey } });
      return row ? fromAccountRow(row) : undefined;
    },

    list: async () =>
      (await database.account.findMany({ orderBy: { createdAt: "asc" } })).map(fromAccountRow),

    setRole: (id, role) =>
      write(async () => {
        await keepAnAdmin(database, id, { role });
        return [database.account.update({ where: { id }, data: { role } })];
      }),

    setDisabledAt: (id, at) =>
      write(async () => {
        await keepAnAdmin(database, id, { isDisabled: true });
        return [database.account.update({ where: { id }, data: { disabledAt: toTime(at) } })];
      }),

    setPasswordHash: (id, passwordHash) =>
      write(() => [database.account.update({ where: { id }, data: { passwordHash } })]),

    createLogin: (login) =>
      write(() => [
        database.login.create({
          data: {
            id: login.id,
            secretHash: login.secretHash,
            accountId: login.userId,
            createdAt: toTime(login.createdAt),
            lastUsedAt: toTime(login.lastUsedAt),
            expiresAt: toTime(login.expiresAt),
            userAgent: login.userAgent,
            clientAddress: login.clientAddress,
          },
        }),
      ]),

    login: async (secretHash) => {
      const row = await database.login.findUnique({ where: { secretHash }, include: { account: true } });
      if (!row || row.endedAt !== null) return undefined;
      return { login: fromLoginRow(row), account: fromAccountRow(row.account) };
    },

    touchLogin: (id, at) =>
      write(() => [
        database.login.updateMany({ where: { id, endedAt: null }, data: { lastUsedAt: toTime(at) } }),
      ]),

    endLogin: (id, at) =>
      write(() => [
        database.login.updateMany({ where: { id, endedAt: null }, data: { endedAt: toTime(at) } }),
      ]),

    endLoginsOf: (userId, at) =>
      queue.run(async () => {
        const rows = await database.login.findMany({
          where: { accountId: userId, endedAt: null },
          select: { id: true },
        });
        const ended = database.login.updateMany({
          where: { accountId: userId, endedAt: null },
          data: { endedAt: toTime(at) },
        });
        return { operations: [ended], result: rows.map(({ id }) => id) };
      }),

    loginsOf: async (userId) =>
      (
        await database.login.findMany({
          where: { accountId: userId, endedAt: null },
          orderBy: { createdAt: "desc" },
        })
      ).map(fromLoginRow),

    createInvite: (invite) =>
      write(() => [
        database.invite.create({
          data: {
            id: invite.id,
            tokenHash: invite.tokenHash,
            purpose: invite.purpose,
            role: invite.role,
            accountId: invite.userId ?? null,
            createdById: invite.createdById,
            createdByName: invite.createdByName,
            createdAt: toTime(invite.createdAt),
            expiresAt: toTime(invite.expiresAt),
          },
        }),
      ]),

    invite: async (tokenHash) => {
      const row = await database.invite.findUnique({ where: { tokenHash } });
      return row ? fromInviteRow(row) : undefined;
    },
  };
}
