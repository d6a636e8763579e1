import type { IncidentId, UserId } from "../../domain/ids.ts";
import type {
  FollowUp,
  FollowUpKind,
  PostmortemComment,
  PostmortemDocument,
  PostmortemStatus,
  PublishedVersion,
} from "../../domain/postmortem/document.ts";
import type { FrozenPostmortem, PostmortemEdit, PostmortemStore } from "../../engine/ports-postmortems.ts";
import type {
  PostmortemComment as CommentRow,
  PostmortemEdit as EditRow,
  FollowUp as FollowUpRow,
  Postmortem as PostmortemRow,
  PostmortemVersion as VersionRow,
} from "../../generated/prisma/client.ts";
import type { StoreContext } from "./store-context.ts";
import { defined, fromOptionalTime, fromTime, toOptionalTime, toTime } from "./values.ts";
import type { Operation } from "./write-queue.ts";

const OLDEST_FIRST = { orderBy: { createdAt: "asc" } } as const;

const WITH_ALL = {
  comments: { orderBy: { at: "asc" } },
  followUps: OLDEST_FIRST,
  versions: { omit: { frozenJson: true }, orderBy: { version: "asc" } },
} as const;

const toComment = (row: CommentRow): PostmortemComment => ({
  id: row.id,
  section: row.section,
  markdown: row.markdown,
  by: { userId: row.byId as UserId, name: row.byName },
  at: fromTime(row.at),
  ...defined({
    quote: row.quote,
    resolvedAt: fromOptionalTime(row.resolvedAt),
    resolvedBy: row.resolvedByName,
  }),
});

const toFollowUp = (row: FollowUpRow): FollowUp => ({
  id: row.id,
  text: row.text,
  kind: row.kind as FollowUpKind,
  createdAt: fromTime(row.createdAt),
  createdBy: row.createdByName,
  ...(row.ownerId !== null &&
    row.ownerName !== null && { owner: { userId: row.ownerId as UserId, name: row.ownerName } }),
  ...defined({
    dueOn: row.dueOn,
    doneAt: fromOptionalTime(row.doneAt),
    doneBy: row.doneByName,
  }),
});

const toVersion = (row: Omit<VersionRow, "frozenJson">): PublishedVersion => ({
  version: row.version,
  at: fromTime(row.at),
  by: row.byName,
  headSeq: row.headSeq,
  headHash: row.headHash,
  digest: row.digest,
  ...(row.erasedAt !== null &&
    row.erasedByName !== null && { erased: { at: fromTime(row.erasedAt), by: row.erasedByName } }),
});

const toEdit = (row: EditRow): PostmortemEdit => ({
  revision: row.revision,
  at: fromTime(row.at),
  by: { userId: row.byId as UserId, name: row.byName },
  clientId: row.clientId,
  changes: JSON.parse(row.changesJson),
});

type Row = Omit<PostmortemRow, "text"> & {
  readonly comments: readonly CommentRow[];
  readonly followUps: readonly FollowUpRow[];
  readonly versions: readonly Omit<VersionRow, "frozenJson">[];
};

const withoutText = (row: Row): Omit<PostmortemDocument, "text"> => ({
  incidentId: row.incidentId as IncidentId,
  status: row.status as PostmortemStatus,
  templateId: row.templateId,
  revision: row.revision,
  createdAt: fromTime(row.createdAt),
  createdBy: row.createdByName,
  editedAt: fromTime(row.editedAt),
  editedBy: row.editedByName,
  published: row.versions.map(toVersion),
  followUps: row.followUps.map(toFollowUp),
  comments: row.comments.map(toComment),
});

export function createPostmortemStore({ database, queue }: StoreContext): PostmortemStore {
  const write = (...operations: readonly Operation[]): Promise<void> =>
    queue.run(async () => ({ operations, result: undefined }));

  return {
    get: async (incidentId) => {
      const row = await database.postmortem.findUnique({ where: { incidentId }, include: WITH_ALL });
      return row === null ? undefined : { ...withoutText(row), text: row.text };
    },

    list: async () => {
      const rows = await database.postmortem.findMany({
        omit: { text: true },
        include: WITH_ALL,
        orderBy: { incident: { number: "desc" } },
      });
      return rows.map(withoutText);
    },

    begin: ({ incidentId, templateId, text, createdAt, createdBy }) =>
      write(
        database.postmortem.create({
          data: {
            incidentId,
            status: "draft",
            templateId,
            text,
            revision: 0,
            createdAt: toTime(createdAt),
            createdByName: createdBy,
            editedAt: toTime(createdAt),
            editedByName: createdBy,
          },
          select: { incidentId: true },
        }),
      ),

    edit: (incidentId, edits, text) => {
      const last = edits.at(-1);
      if (last === undefined) return Promise.resolve();
      return write(
        database.postmortemEdit.createMany({
          data: edits.map(({ revision, at, by, clientId, changes }) => ({
            incidentId,
            revision,
            at: toTime(at),
            byId: by.userId,
            byName: by.name,
            clientId,
            changesJson: JSON.stringify(changes),
          })),
        }),
        database.postmortem.update({
          where: { incidentId },
          data: { text, revision: last.revision, editedAt: toTime(last.at), editedByName: last.by.name },
          select: { incidentId: true },
        }),
      );
    },

    editsAfter: async (incidentId, revision) => {
      const rows = await database.postmortemEdit.findMany({
        where: { incidentId, revision: { gt: revision } },
        orderBy: { revision: "asc" },
      });
      return rows.map(toEdit);
    },

    addComment: (incidentId, { id, section, quote, markdown, by, at }) =>
      write(
        database.postmortemComment.create({
          data: {
            id,
            incidentId,
            section,
            quote: quote ?? null,
            markdown,
            byId: by.userId,
            byName: by.name,
            at: toTime(at),
          },
          select: { id: true },
        }),
      ),

    resolveComment: (id, at, by) =>
      write(
        database.postmortemComment.updateMany({
          where: { id, resolvedAt: null },
          data: { resolvedAt: toTime(at), resolvedByName: by },
        }),
      ),

    saveFollowUp: (incidentId, followUp) => {
      const data = {
        text: followUp.text,
        kind: followUp.kind,
        ownerId: followUp.owner?.userId ?? null,
        ownerName: followUp.owner?.name ?? null,
        dueOn: followUp.dueOn ?? null,
        doneAt: toOptionalTime(followUp.doneAt),
        doneByName: followUp.doneBy ?? null,
      };
      return write(
        database.followUp.upsert({
          where: { id: followUp.id },
          create: {
            id: followUp.id,
            incidentId,
            createdAt: toTime(followUp.createdAt),
            createdByName: followUp.createdBy,
            ...data,
          },
          update: data,
          select: { id: true },
        }),
      );
    },

    removeFollowUp: (id) => write(database.followUp.deleteMany({ where: { id } })),

    frozen: async (incidentId, version) => {
      const row = await database.postmortemVersion.findUnique({
        where: { incidentId_version: { incidentId, version } },
        select: { frozenJson: true },
      });
      const frozen = row && (JSON.parse(row.frozenJson) as FrozenPostmortem | null);
      return frozen ?? undefined;
    },
  };
}
