import { createHash, randomBytes, randomUUID } from "node:crypto";
import { FoghornError } from "../../domain/errors.ts";
import type { IncidentId, ShareId } from "../../domain/ids.ts";
import { leadSymptom } from "../../domain/incidents/opening.ts";
import { SHARE_LONGEST_MS, SHARE_SHORTEST_MS } from "../../domain/incidents/share-limits.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { SharedTimeline } from "../../protocol/incident-views.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entry } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";
import { toSnapshot } from "./share-snapshot.ts";

const TOKEN_BYTES = 32;
const PAGE = 500;

export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Every entry of an incident, read in pages so that nobody else waits long. */
export async function allEntries(
  { stores }: Pick<IncidentsDeps, "stores">,
  incidentId: IncidentId,
): Promise<readonly TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  for (;;) {
    const page = await stores.incidents.entries(incidentId, {
      afterSeq: entries.at(-1)?.seq ?? 0,
      limit: PAGE,
    });
    entries.push(...page);
    if (page.length < PAGE) return entries;
  }
}

/** What a link shows for ever, as it would be made at `frozenAt`. Undefined for an unknown incident. */
export async function snapshotOf(
  deps: IncidentsDeps,
  incidentId: IncidentId,
  made: Pick<SharedTimeline, "sharedBy" | "frozenAt" | "expiresAt">,
): Promise<SharedTimeline | undefined> {
  const incident = await deps.stores.incidents.get(incidentId);
  if (!incident) return undefined;
  const symptoms = await deps.stores.symptoms.byIds(incident.symptomIds);
  const hostId = leadSymptom(symptoms)?.hostId;
  return toSnapshot({
    incident,
    symptoms,
    entries: await allEntries(deps, incidentId),
    redact: deps.redactForReaders,
    unseenParts: hostId === undefined ? [] : deps.unseenParts(hostId),
    ...made,
  });
}

export function createShareCommands(
  deps: IncidentsDeps,
  recorder: Recorder,
): Pick<IncidentCommands, "createShare" | "revokeShare"> {
  const { clock, stores } = deps;

  return {
    createShare: async ({ incidentId, expiresInMs, by }) => {
      if (!(expiresInMs >= SHARE_SHORTEST_MS && expiresInMs <= SHARE_LONGEST_MS)) {
        throw new FoghornError("invalid-input", "A link lasts between one minute and 90 days.");
      }
      const now = clock.now();
      const expiresAt = now + Math.trunc(expiresInMs);
      const snapshot = await snapshotOf(deps, incidentId, { sharedBy: by.name, frozenAt: now, expiresAt });
      if (!snapshot) throw new FoghornError("not-found", `There is no incident ${incidentId}.`);
      const token = randomBytes(TOKEN_BYTES).toString("base64url");
      const id = randomUUID() as ShareId;
      const created = entry(
        now,
        by,
        { kind: "share.created", shareId: id, expiresAt },
        { visibility: "internal" },
      );
      const share = { id, tokenHash: hashOfToken(token), createdAt: now, by, expiresAt, snapshot };
      await recorder.append(incidentId, () => ({ entries: [created], share }), { isCommutative: true });
      return { share: { id, createdAt: now, createdBy: by.name, expiresAt, views: 0 }, token };
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
}
