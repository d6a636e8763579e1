import { randomBytes, randomUUID } from "node:crypto";
import { FoghornError } from "../../domain/errors.ts";
import type { ShareId } from "../../domain/ids.ts";
import { SHARE_LONGEST_MS, SHARE_SHORTEST_MS } from "../../domain/incidents/share-limits.ts";
import { isOpen } from "../../domain/incidents/transitions.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entry } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";
import { hashOfToken, type ShareReadings } from "./share-readings.ts";
import { toShared } from "./share-snapshot.ts";
import type { ToldTimelines } from "./told-timelines.ts";

const TOKEN_BYTES = 32;

export function createShareCommands(
  deps: IncidentsDeps,
  recorder: Recorder,
  timelines: ToldTimelines,
  readings: Pick<ShareReadings, "readAgain">,
): Pick<IncidentCommands, "createShare" | "revokeShare"> {
  const { clock, stores } = deps;

  return {
    createShare: async ({ incidentId, kind, label, hasAliases = false, expiresInMs, by }) => {
      if (!(expiresInMs >= SHARE_SHORTEST_MS && expiresInMs <= SHARE_LONGEST_MS)) {
        throw new FoghornError("invalid-input", "A link lasts between one minute and 90 days.");
      }
      const read = await timelines.read(incidentId);
      if (!read) throw new FoghornError("not-found", `There is no incident ${incidentId}.`);
      const now = clock.now();
      const expiresAt = now + Math.trunc(expiresInMs);
      const isLive = kind === "live";
      const made = { sharedBy: by.name, frozenAt: now, expiresAt };
      const snapshot = isLive ? undefined : toShared(read.told, made, deps.redactForReaders, hasAliases);
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
        hasAliases,
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
      const view = { id, kind, createdAt: now, createdBy: by.name, expiresAt, views: 0 };
      return { share: { ...view, ...(label !== undefined && { label }) }, token };
    },

    revokeShare: async ({ incidentId, shareId, by }) => {
      const find = async () =>
        (await stores.shares.ofIncident(incidentId)).find((share) => share.id === shareId);
      const share = await find();
      if (!share) throw new FoghornError("not-found", "There is no such link.");
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
      return (await find()) ?? { ...share, revokedAt: now };
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
