import type { HostId, IncidentId, SymptomId, UserId } from "../../ids.ts";
import type { Incident } from "../../incident.ts";
import type { Symptom, SymptomChange, SymptomChangeKind } from "../../symptom.ts";
import type { Actor, EntryBody, TimelineEntry } from "../../timeline.ts";
import { emptyIncident } from "../apply-entry.ts";

/* Values for tests: each says only what matters there. */

export const T0 = Date.UTC(2027, 0, 14, 9, 30, 0);

export const aPerson = (name = "Ada"): Extract<Actor, { kind: "person" }> => ({
  kind: "person",
  userId: `user-${name.toLowerCase()}` as UserId,
  name,
});

export const aSymptom = (
  parts: Partial<Omit<Symptom, "id" | "hostId">> & { id?: string; hostId?: string } = {},
): Symptom => ({
  mode: "daemon-down",
  subject: "",
  state: "raised",
  severity: "page",
  part: "dockerd",
  title: "dockerd down",
  summary: "No dockerd process; the unit is inactive.",
  seenAt: T0,
  sinceAt: T0 - 4_000,
  lastSeenAt: T0,
  isUnknown: false,
  evidence: [{ at: T0, source: "GET /_ping", text: "connect ECONNREFUSED", reading: "refused" }],
  blast: { affected: ["API calls"], parts: ["sock"], notAffected: ["running containers"] },
  facts: {},
  ...parts,
  id: (parts.id ?? "sym-1") as SymptomId,
  hostId: (parts.hostId ?? "web-1") as HostId,
});

export const aChange = (kind: SymptomChangeKind, symptom: Symptom, at = T0): SymptomChange => ({
  kind,
  at,
  symptom,
});

export const anIncident = (parts: Partial<Omit<Incident, "id">> & { id?: string } = {}): Incident => ({
  ...emptyIncident((parts.id ?? "INC-0001") as IncidentId, 1, "genesis"),
  title: "dockerd down on web-1",
  state: "active",
  openedAt: T0,
  ...parts,
  ...{ id: (parts.id ?? "INC-0001") as IncidentId },
});

export const anEntry = (
  seq: number,
  body: EntryBody,
  parts: Partial<Omit<TimelineEntry, "seq" | "body">> = {},
): TimelineEntry => ({
  incidentId: "INC-0001" as IncidentId,
  seq,
  at: T0 + seq * 1_000,
  actor: { kind: "foghorn" },
  visibility: "shared",
  body,
  bodyDigest: `digest-${seq}`,
  hash: `hash-${seq}`,
  ...parts,
});
