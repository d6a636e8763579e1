import { openStorage } from "#lib/adapters/prisma/storage.ts";
import type { HostId, IncidentId, UserId } from "#lib/domain/ids.ts";
import type { Actor, EntryBody } from "#lib/domain/timeline.ts";
import type { EntryDraft } from "#lib/engine/ports-incidents.ts";

/* A long night on the disk: what hosts report, with clocks that run apart and equal milliseconds, and what people write. */

const FOGHORN: Actor = { kind: "foghorn" };
const ADA: Actor = { kind: "person", userId: "seed-ada" as UserId, name: "Ada" };
const HOSTS = ["web-1", "web-2", "db-1"] as HostId[];
const BATCH = 500;
const EVERY_MS = 400;
/** How far the clock of each host is off. */
const SKEW_MS = [0, -1_700, 2_300];

function bodyOf(index: number, at: number): EntryBody {
  const hostId = HOSTS[index % HOSTS.length] ?? ("web-1" as HostId);
  const kind = index % 20;
  if (kind === 0) {
    const markdown = `Note ${index}: list hangs on **${hostId}**, ping is fine. See \`journalctl -u docker\`.`;
    return { kind: "note", markdown };
  }
  if (kind === 1) {
    const lines = [1, 2, 3].map((line) => ({
      at: at + line,
      text: `level=error msg="timeout ${index}.${line}"`,
    }));
    return { kind: "lines.pinned", hostId, source: "dockerd", lines };
  }
  if (kind < 8) {
    const text = `time="x" level=warning msg="container ${index} health check timed out after ${index % 90} s"`;
    return { kind: "engine.line", hostId, unit: "dockerd", text };
  }
  return {
    kind: "docker.event",
    hostId,
    action: kind % 2 === 0 ? "die" : "health_status: unhealthy",
    subject: `shop-api-${index % 37}`,
    detail: kind % 2 === 0 ? "exitCode=137" : "",
    times: 1,
    lastAt: at,
  };
}

function draftOf(index: number, beganAt: number): EntryDraft {
  // Two in a row share their millisecond.
  const at = beganAt + Math.floor(index / 2) * 2 * EVERY_MS;
  const body = bodyOf(index, at);
  const isPerson = body.kind === "note" || body.kind === "lines.pinned";
  return {
    at,
    actor: isPerson ? ADA : FOGHORN,
    visibility: "internal",
    body,
    ...(!isPerson && { sourceAt: at + (SKEW_MS[index % SKEW_MS.length] ?? 0) }),
  };
}

/** Makes a data directory with one open incident of so many entries. Resolves with its id. */
export async function seedRoom(dataDirectory: string, entryCount: number): Promise<IncidentId> {
  const storage = await openStorage({ dataDirectory, clock: { now: Date.now } });
  try {
    const beganAt = Date.now() - entryCount * EVERY_MS;
    const body = {
      kind: "incident.opened",
      title: "dockerd hung on web-1",
      severity: "SEV2",
      reason: "a long night",
    } as const;
    const opened = await storage.incidents.open(() => ({
      entries: [{ at: beganAt, actor: ADA, visibility: "shared", body }],
    }));
    const { id } = opened.incident;
    for (let from = 1; from < entryCount; from += BATCH) {
      const length = Math.min(BATCH, entryCount - from);
      const entries = Array.from({ length }, (_, offset) => draftOf(from + offset, beganAt));
      await storage.incidents.append(id, () => ({ entries }), { isCommutative: true });
    }
    return id;
  } finally {
    await storage.close();
  }
}
