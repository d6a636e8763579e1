import { openStorage } from "#lib/adapters/prisma/storage.ts";
import type { HostId, IncidentId, SymptomId, UserId } from "#lib/domain/ids.ts";
import type { Symptom } from "#lib/domain/symptom.ts";
import type { Actor, EntryBody } from "#lib/domain/timeline.ts";
import type { EntryDraft } from "#lib/engine/ports-incidents.ts";

/* A night of half an hour on the disk, with what a reader outside should see of it, and what they must not. */

export const SECRET = "hunter2hunter2";
export const INTERNAL = "Deploys stand still until the vendor calls back.";

const MINUTE_MS = 60_000;
const HOST = "app-07" as HostId;
const FOGHORN: Actor = { kind: "foghorn" };
const EVA: Actor = { kind: "person", userId: "seed-eva" as UserId, name: "Eva" };

const symptomsOf = (at: number): readonly Symptom[] => [
  {
    id: "night-hung" as SymptomId,
    hostId: HOST,
    mode: "daemon-hung",
    subject: "",
    state: "raised",
    severity: "page",
    part: "dockerd",
    title: "dockerd hung",
    summary:
      "The Docker daemon answers a ping and no longer lists its containers; it waits for a file server.",
    seenAt: at + 68_000,
    raisedAt: at + 100_000,
    sinceAt: at + 68_000,
    lastSeenAt: at + 100_000,
    isUnknown: false,
    evidence: [{ at: at + 68_000, source: "GET /containers/json", text: "no answer", reading: "no answer" }],
    blast: {
      affected: ["Deploys to app-07 wait", "One of three checkout replicas cannot be started"],
      parts: ["sock", "callers"],
      notAffected: ["40 of 41 containers run on", "No other host"],
    },
    facts: {},
  },
  {
    id: "night-mount" as SymptomId,
    hostId: HOST,
    mode: "task-d-state",
    subject: "",
    state: "raised",
    severity: "page",
    part: "remote",
    title: "file server not responding",
    summary: "Tasks wait for the file server 10.20.4.15.",
    seenAt: at,
    raisedAt: at + 5_000,
    sinceAt: at,
    lastSeenAt: at + 5_000,
    isUnknown: false,
    evidence: [],
    blast: { affected: [], parts: [], notAffected: [] },
    facts: {},
  },
];

function draftsOf(at: number, symptoms: readonly Symptom[]): readonly EntryDraft[] {
  const shared = (minutes: number, actor: Actor, body: EntryBody): EntryDraft => ({
    at: at + Math.round(minutes * MINUTE_MS),
    actor,
    visibility: "shared",
    body,
  });
  const internal = (minutes: number, markdown: string): EntryDraft => ({
    ...shared(minutes, EVA, { kind: "note", markdown }),
    visibility: "internal",
  });
  const line = (text: string): EntryBody => ({ kind: "engine.line", hostId: HOST, unit: "kernel", text });
  return [
    shared(0, FOGHORN, {
      kind: "incident.opened",
      title: "Docker daemon hung on app-07",
      severity: "SEV2",
      reason: "dockerd hung",
    }),
    ...symptoms.map((symptom) =>
      shared(1.7, FOGHORN, { kind: "symptom.attached", symptom, because: { rule: "opened" } }),
    ),
    ...symptoms.map((symptom) => ({
      ...shared(1.7, FOGHORN, { kind: "symptom.changed", change: "raised", symptom }),
      sourceAt: symptom.sinceAt,
    })),
    shared(0.1, FOGHORN, line("nfs: server 10.20.4.15 not responding, still trying")),
    shared(1.7, FOGHORN, {
      kind: "incident.milestone",
      milestone: "detected",
      milestoneAt: at + 102_000,
      how: "recorded",
    }),
    shared(3.7, EVA, {
      kind: "incident.milestone",
      milestone: "acknowledged",
      milestoneAt: at + 226_000,
      how: "recorded",
    }),
    shared(3.7, EVA, { kind: "incident.state", from: "triage", to: "active" }),
    shared(3.8, EVA, {
      kind: "incident.milestone",
      milestone: "impact-started",
      milestoneAt: at,
      how: "confirmed",
    }),
    {
      ...shared(4.6, FOGHORN, {
        kind: "docker.event",
        hostId: HOST,
        action: "die",
        subject: "checkout-api-3",
        detail: "exitCode=137",
        times: 1,
        lastAt: at + 276_000,
      }),
      sourceAt: at + 276_000,
    },
    shared(5.4, EVA, {
      kind: "note",
      markdown: "List hangs, ping is fine. Nobody restarts dockerd until we have a dump.",
    }),
    internal(6, INTERNAL),
    shared(6.3, EVA, {
      kind: "lines.pinned",
      hostId: HOST,
      source: "checkout-api-3",
      lines: [
        { at: at + 276_000, text: `connecting to postgres://checkout:${SECRET}@db-2/orders` },
        {
          at: at + 277_000,
          text: "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlMTIzNDU2",
        },
      ],
    }),
    shared(12.5, EVA, {
      kind: "note",
      markdown: `Storage on-call: filer 4 lost its head unit, failover at 03:35. Ask mira@example.com; PGPASSWORD=${SECRET}.`,
    }),
  ];
}

/** Makes a data directory with one open incident that began half an hour ago. Resolves with its id. */
export async function seedNight(dataDirectory: string): Promise<IncidentId> {
  const storage = await openStorage({ dataDirectory, clock: { now: Date.now } });
  try {
    const at = Date.now() - 30 * MINUTE_MS;
    const symptoms = symptomsOf(at);
    await storage.symptoms.save(
      symptoms.map((symptom) => ({ kind: "raised" as const, at: symptom.seenAt, symptom })),
    );
    const opened = await storage.incidents.open(() => ({ entries: draftsOf(at, symptoms) }));
    return opened.incident.id;
  } finally {
    await storage.close();
  }
}
