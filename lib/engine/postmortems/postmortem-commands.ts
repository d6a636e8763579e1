import { createHash, randomUUID } from "node:crypto";
import { FoghornError } from "../../domain/errors.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import {
  COMMENT_LIMIT,
  COMMENTS_LIMIT,
  FOLLOW_UP_LIMIT,
  FOLLOW_UPS_LIMIT,
  type FollowUp,
  type PostmortemDocument,
  type PostmortemStatus,
} from "../../domain/postmortem/document.ts";
import { isDay } from "../../domain/postmortem/follow-ups.ts";
import type { IncidentsDeps } from "../incidents/contract.ts";
import { entry } from "../incidents/drafts.ts";
import type { Recorder } from "../incidents/recorder.ts";
import { optionalText, REASON_LIMIT, requireText } from "../incidents/require.ts";
import type { createSerial } from "../incidents/serially.ts";
import type { FrozenPostmortem, PostmortemWrite } from "../ports-postmortems.ts";
import type { PostmortemCommands } from "./contract.ts";
import { requireKept, requirePublishable } from "./require-text.ts";
import type { Writers } from "./writers.ts";

const SECTION_LIMIT = 200;
const QUOTE_LIMIT = 500;

const NEXT: Readonly<Record<PostmortemStatus, readonly PostmortemStatus[]>> = {
  draft: ["in-review"],
  "in-review": ["draft", "published"],
  published: ["draft"],
};

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

export function createPostmortemCommands(
  deps: IncidentsDeps,
  recorder: Recorder,
  serial: ReturnType<typeof createSerial<string>>,
  writers: Writers,
): PostmortemCommands {
  const { clock, stores, publish } = deps;
  const { postmortems } = stores;
  const inTurn = <Result>(incidentId: IncidentId, job: () => Promise<Result>): Promise<Result> =>
    serial.run(`postmortem:${incidentId}`, job);

  function changed(incidentId: IncidentId): void {
    publish.stateChanged(`postmortem:${incidentId}`);
    publish.stateChanged(`paper:${incidentId}`);
    publish.stateChanged("postmortems");
  }

  async function required(incidentId: IncidentId): Promise<PostmortemDocument> {
    const found = await postmortems.get(incidentId);
    if (found === undefined)
      throw new FoghornError("not-found", `Nobody has begun a postmortem of ${incidentId}.`);
    return found;
  }

  function requireOpen({ status, published }: PostmortemDocument): void {
    if (status === "published")
      throw new FoghornError(
        "conflict",
        `It is published as version ${published.at(-1)?.version ?? 1} and frozen. Open it again to correct it; what you wrote stays in your window.`,
      );
  }

  /** What is published is all there was: the state of the timeline at that moment, and the text as it was read. */
  async function freeze(
    document: PostmortemDocument,
    by: { readonly userId: string; readonly name: string },
  ): Promise<NonNullable<PostmortemWrite["version"]>> {
    const { incidentId, text, followUps, published } = document;
    const incident = await stores.incidents.get(incidentId);
    if (incident === undefined) throw new FoghornError("not-found", `There is no incident ${incidentId}.`);
    const frozen: FrozenPostmortem = {
      text,
      followUps,
      incident,
      symptoms: await stores.symptoms.byIds(incident.symptomIds),
      checklists: await stores.incidents.checklists(incidentId),
    };
    const frozenJson = canonicalJson(frozen);
    return {
      version: (published.at(-1)?.version ?? 0) + 1,
      at: clock.now(),
      by: by.name,
      byId: by.userId,
      headSeq: incident.headSeq,
      headHash: incident.headHash,
      digest: sha256(frozenJson),
      frozenJson,
    };
  }

  async function changeFollowUp(
    incidentId: IncidentId,
    followUpId: string,
    change: (followUp: FollowUp) => FollowUp,
  ): Promise<void> {
    const { followUps } = await required(incidentId);
    const found = followUps.find(({ id }) => id === followUpId);
    if (found === undefined) throw new FoghornError("not-found", "There is no such action.");
    await postmortems.saveFollowUp(incidentId, change(found));
    changed(incidentId);
  }

  return {
    begin: ({ incidentId, templateId, by }) =>
      inTurn(incidentId, async () => {
        const { templates } = await deps.postmortemTemplates();
        const template = templates.find(({ id }) => id === templateId);
        if (template === undefined)
          throw new FoghornError("not-found", `There is no template “${templateId}”.`);
        if ((await postmortems.get(incidentId)) !== undefined)
          throw new FoghornError(
            "conflict",
            "Somebody began this postmortem meanwhile. It is open for you too.",
          );
        const now = clock.now();
        const { text } = template;
        await postmortems.begin({ incidentId, templateId, text, createdAt: now, createdBy: by.name });
        const begun = entry(
          now,
          by,
          { kind: "postmortem.changed", to: "draft" },
          { visibility: "internal", clientKey: "postmortem.begun" },
        );
        await recorder.append(incidentId, () => ({ entries: [begun] }), { isCommutative: true });
        changed(incidentId);
        return { text, revision: 0 };
      }),

    edit: ({ incidentId, revision, clientId, changes, section, position, by }) =>
      inTurn(incidentId, async () => {
        const document = await required(incidentId);
        requireOpen(document);
        if (revision > document.revision)
          throw new FoghornError("invalid-input", `There is no revision ${revision} yet.`);
        const since = await postmortems.editsAfter(incidentId, revision);
        requireKept(since);
        const { text, applied } = deps.applyEdits(document.text, since, { clientId, changes });
        const at = clock.now();
        const edits = applied.map((change, index) => ({
          revision: document.revision + index + 1,
          at,
          by: { userId: by.userId, name: by.name },
          clientId,
          changes: change,
        }));
        await postmortems.edit(incidentId, edits, text);
        writers.wrote(incidentId, {
          id: by.userId,
          name: by.name,
          section: section.slice(0, SECTION_LIMIT),
          ...(position !== undefined && { cursor: { revision, position } }),
        });
        if (edits.length > 0) changed(incidentId);
        return { revision: document.revision + edits.length };
      }),

    moveCursor: async ({ incidentId, section, cursor, by }) => {
      await required(incidentId);
      const { userId: id, name } = by;
      if (cursor === undefined) writers.left(incidentId, id);
      else
        writers.wrote(incidentId, {
          id,
          name,
          section: section.slice(0, SECTION_LIMIT),
          cursor,
        });
      publish.stateChanged(`postmortem:${incidentId}`);
    },

    setStatus: ({ incidentId, from, to, revision, by }) =>
      inTurn(incidentId, async () => {
        const document = await required(incidentId);
        if (document.status !== from)
          throw new FoghornError("conflict", "Somebody changed its status meanwhile. Look at it again.");
        if (!NEXT[from].includes(to))
          throw new FoghornError("invalid-input", `What is ${from} cannot become ${to}.`);
        if (to === "published") requirePublishable(document, revision);
        const before = document.published.at(-1);
        const version = to === "published" ? await freeze(document, by) : undefined;
        const named = version ?? (from === "published" ? before : undefined);
        const told = entry(
          clock.now(),
          by,
          {
            kind: "postmortem.changed",
            to,
            ...(named && { version: named.version, digest: named.digest }),
          },
          { visibility: "internal" },
        );
        await recorder.append(
          incidentId,
          () => ({ entries: [told], postmortem: { status: to, ...(version && { version }) } }),
          { isCommutative: true },
        );
        changed(incidentId);
      }),

    eraseVersion: ({ incidentId, version, reason, by, isAdmin }) =>
      inTurn(incidentId, async () => {
        const why = requireText(reason, "The reason", REASON_LIMIT);
        const { status, published } = await required(incidentId);
        const incident = await stores.incidents.get(incidentId);
        if (!isAdmin && incident?.roles.commander?.userId !== by.userId)
          throw new FoghornError("forbidden", "Only admins and the commander of the incident may do that.");
        const found = published.find((one) => one.version === version);
        if (found === undefined)
          throw new FoghornError("not-found", `There is no version ${version} of this postmortem.`);
        if (found.erased) throw new FoghornError("conflict", "It was erased before.");
        if (status === "published" && found === published.at(-1))
          throw new FoghornError(
            "conflict",
            `Version ${version} is what is published now. Open it again and take the secret out of the text; then erase it.`,
          );
        const at = clock.now();
        const told = entry(
          at,
          by,
          { kind: "postmortem.erased", version, digest: found.digest, reason: why },
          { visibility: "internal", clientKey: `postmortem.erased/${version}` },
        );
        await recorder.append(
          incidentId,
          () => ({ entries: [told], postmortem: { status, erase: { version, at, by: by.name } } }),
          { isCommutative: true },
        );
        changed(incidentId);
      }),

    comment: async ({ incidentId, section, quote, markdown, by }) => {
      const { comments } = await required(incidentId);
      if (comments.length >= COMMENTS_LIMIT)
        throw new FoghornError("invalid-input", `A postmortem has at most ${COMMENTS_LIMIT} comments.`);
      const words = optionalText(quote, "The quote", QUOTE_LIMIT);
      await postmortems.addComment(incidentId, {
        id: randomUUID(),
        section: section.slice(0, SECTION_LIMIT),
        ...(words !== undefined && { quote: words }),
        markdown: requireText(markdown, "The comment", COMMENT_LIMIT),
        by: { userId: by.userId, name: by.name },
        at: clock.now(),
      });
      changed(incidentId);
    },

    resolveComment: async ({ incidentId, commentId, by }) => {
      const { comments } = await required(incidentId);
      if (!comments.some(({ id }) => id === commentId))
        throw new FoghornError("not-found", "There is no such comment.");
      await postmortems.resolveComment(commentId, clock.now(), by.name);
      changed(incidentId);
    },

    addFollowUp: async ({ incidentId, text, kind, by }) => {
      const { followUps } = await required(incidentId);
      if (followUps.length >= FOLLOW_UPS_LIMIT)
        throw new FoghornError("invalid-input", `A postmortem has at most ${FOLLOW_UPS_LIMIT} actions.`);
      const id = randomUUID();
      await postmortems.saveFollowUp(incidentId, {
        id,
        text: requireText(text, "The action", FOLLOW_UP_LIMIT),
        kind,
        createdAt: clock.now(),
        createdBy: by.name,
      });
      changed(incidentId);
      return { id };
    },

    changeFollowUp: ({ incidentId, followUpId, text, kind, owner, dueOn, isDone, by }) =>
      inTurn(incidentId, () =>
        changeFollowUp(incidentId, followUpId, (before) => {
          const { owner: hadOwner, dueOn: hadDay, doneAt, doneBy, ...rest } = before;
          if (typeof dueOn === "string" && !isDay(dueOn))
            throw new FoghornError("invalid-input", `“${dueOn}” is no day; a day is written as 2027-01-21.`);
          const nextOwner = owner === undefined ? hadOwner : (owner ?? undefined);
          const nextDay = dueOn === undefined ? hadDay : (dueOn ?? undefined);
          const isStillDone = isDone ?? doneAt !== undefined;
          return {
            ...rest,
            ...(text !== undefined && { text: requireText(text, "The action", FOLLOW_UP_LIMIT) }),
            ...(kind !== undefined && { kind }),
            ...(nextOwner && { owner: nextOwner }),
            ...(nextDay !== undefined && { dueOn: nextDay }),
            ...(isStillDone && { doneAt: doneAt ?? clock.now(), doneBy: doneBy ?? by.name }),
          };
        }),
      ),

    removeFollowUp: ({ incidentId, followUpId }) =>
      inTurn(incidentId, async () => {
        const { followUps, published } = await required(incidentId);
        const found = followUps.find(({ id }) => id === followUpId);
        if (found === undefined) throw new FoghornError("not-found", "There is no such action.");
        const last = published.at(-1);
        if (last !== undefined && found.createdAt <= last.at)
          throw new FoghornError(
            "conflict",
            `Version ${last.version} of the postmortem names it. Mark it done, or say in its text why it is not needed.`,
          );
        await postmortems.removeFollowUp(followUpId);
        changed(incidentId);
      }),
  };
}
