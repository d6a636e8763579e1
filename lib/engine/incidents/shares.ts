import { randomBytes, randomUUID } from "node:crypto";
import { FoghornError } from "../../domain/errors.ts";
import type { IncidentId, ShareId } from "../../domain/ids.ts";
import {
  SHARE_DEFAULT_MS,
  SHARE_LONGEST_MS,
  SHARE_SHORTEST_MS,
} from "../../domain/incidents/share-limits.ts";
import { isOpen } from "../../domain/incidents/transitions.ts";
import { USUAL_DISCRETION } from "../../domain/redaction/stand-ins.ts";
import type { ShareView } from "../../protocol/incident-views.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { IncidentsDeps } from "./contract.ts";
import { sharedWith } from "./discretion.ts";
import { entry } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";
import { hashOfToken, type ShareReadings } from "./share-readings.ts";
import type { ToldTimelines } from "./told-timelines.ts";

const TOKEN_BYTES = 32;

export function createShareCommands(
  deps: IncidentsDeps,
  recorder: Recorder,
  timelines: ToldTimelines,
  readings: Pick<ShareReadings, "readAgain">,
): Pick<IncidentCommands, "createShare" | "changeShare" | "revokeShare"> {
  const { clock, stores } = deps;

  /** As it is kept: no secret lies in the store for it, and nothing is none. */
  const summaryOf = (markdown: string): string | undefined =>
    markdown.trim() === "" ? undefined : deps.redactForReaders(markdown.trim()).text;

  const find = async (incidentId: IncidentId, shareId: ShareId): Promise<ShareView> => {
    const share = (await stores.shares.ofIncident(incidentId)).find(({ id }) => id === shareId);
    if (!share) throw new FoghornError("not-found", "There is no such link.");
    return share;
  };

  return {
    createShare: async ({
      incidentId,
      kind,
      label,
      summary: markdown = "",
      discretion = USUAL_DISCRETION,
      expiresInMs = SHARE_DEFAULT_MS,
      expiresAt: until,
      by,
    }) => {
      const lastsMs = until === undefined ? expiresInMs : until - clock.now();
      if (!(lastsMs >= SHARE_SHORTEST_MS && lastsMs <= SHARE_LONGEST_MS)) {
        throw new FoghornError("invalid-input", "A link lasts between one minute and 90 days.");
      }
      const read = await timelines.read(incidentId);
      if (!read) throw new FoghornError("not-found", `There is no incident ${incidentId}.`);
      const now = clock.now();
      const expiresAt = until ?? now + Math.trunc(expiresInMs);
      const isLive = kind === "live";
      const summary = summaryOf(markdown);
      const made = { sharedBy: by.name, frozenAt: now, expiresAt, ...(summary !== undefined && { summary }) };
      const snapshot = isLive ? undefined : await sharedWith(deps, read, made, discretion);
      const token = randomBytes(TOKEN_BYTES).toString("base64url");
      const id = randomUUID() as ShareId;
      const created = entry(
        now,
        by,
        { kind: "share.created", shareId: id, expiresAt, ...(isLive && { isLive }) },
        { visibility: "internal" },
      );
      const share = {
        id,
        tokenHash: hashOfToken(token),
        createdAt: now,
        by,
        expiresAt,
        discretion,
        ...(isLive && summary !== undefined && { summary }),
        ...(label !== undefined && { label }),
        ...(snapshot && { snapshot }),
      };
      await recorder.append(
        incidentId,
        ({ state }) => {
          if (isLive && !isOpen(state)) {
            throw new FoghornError(
              "conflict",
              "The incident is over, so nothing would be added to a live link. Make a snapshot.",
            );
          }
          return { entries: [created], share };
        },
        { isCommutative: true },
      );
      if (snapshot) await withoutErased(id, read.seq);
      const author = { createdAt: now, createdBy: by.name, createdById: by.userId };
      const view = { id, kind, ...author, expiresAt, discretion, views: 0 };
      return { share: { ...view, ...(label !== undefined && { label }) }, token };
    },

    changeShare: async ({ incidentId, shareId, summary }) => {
      await find(incidentId, shareId);
      if (!(await stores.shares.changeSummary(shareId, summaryOf(summary), clock.now())))
        throw new FoghornError(
          "conflict",
          "This link goes on no more, so its readers keep the summary they have. Make a new link.",
        );
      deps.shareChanged(shareId);
      deps.publish.stateChanged(`shares:${incidentId}`);
      return find(incidentId, shareId);
    },

    revokeShare: async ({ incidentId, shareId, by }) => {
      const share = await find(incidentId, shareId);
      if (share.revokedAt !== undefined) return share;
      const now = clock.now();
      const revoked = entry(
        now,
        by,
        { kind: "share.revoked", shareId, expiresAt: share.expiresAt },
        { visibility: "internal", clientKey: `share.revoked/${shareId}` },
      );
      await recorder.append(incidentId, () => ({ entries: [revoked], revokeShare: { shareId, at: now } }), {
        isCommutative: true,
      });
      deps.shareRevoked(shareId);
      return find(incidentId, shareId);
    },
  };

  /** What was erased between reading and storing would stay behind the link for ever. */
  async function withoutErased(shareId: ShareId, seq: number): Promise<void> {
    const share = await stores.shares.open(shareId, clock.now());
    if (share === undefined) return;
    const kinds = ["entry.erased"] as const;
    const [erased] = await stores.incidents.entries(share.incidentId, { afterSeq: seq, limit: 1, kinds });
    if (erased !== undefined) await readings.readAgain(share);
  }
}
