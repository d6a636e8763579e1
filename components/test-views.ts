import { PART_IDS, type PartId, type PartState } from "#lib/domain/anatomy.ts";
import type { HostId, SymptomId } from "#lib/domain/ids.ts";
import { toHostId } from "#lib/domain/ids.ts";
import type { HostDetail, PartView, SymptomView } from "#lib/protocol/views.ts";
import type { LitHost } from "./watch/lit-hosts.ts";

/* Builders of views for tests: say only what matters there. */

export const AT = Date.UTC(2026, 10, 18, 3, 24, 8);

type Loose<Value> = { readonly [Key in keyof Value]?: Value[Key] | string };

export function aSymptom(
  rest: Partial<Omit<SymptomView, "id" | "hostId">> & Loose<Pick<SymptomView, "id" | "hostId">> = {},
): SymptomView {
  const { id = "s1", hostId = "fra1-app-07", ...others } = rest;
  return {
    id: id as SymptomId,
    hostId: toHostId(hostId) as HostId,
    mode: "daemon-hung",
    subject: "",
    state: "raised",
    severity: "page",
    part: "dockerd",
    title: "dockerd hung",
    summary: "Ping answers, the container list does not.",
    seenAt: AT - 60_000,
    sinceAt: AT - 60_000,
    lastSeenAt: AT - 1_000,
    isUnknown: false,
    evidence: [],
    blast: { affected: [], parts: [], notAffected: [] },
    facts: {},
    chain: [],
    ...others,
  };
}

export const partStates = (rest: Partial<Record<PartId, PartState>> = {}): Record<PartId, PartState> =>
  ({ ...Object.fromEntries(PART_IDS.map((part) => [part, "ok"])), ...rest }) as Record<PartId, PartState>;

export function aHost(rest: Partial<LitHost> = {}): LitHost {
  return {
    id: "fra1-app-07",
    url: "ssh://root@10.0.0.7",
    transport: "ssh",
    labels: {},
    engineVersion: "26.1.5",
    isHeard: true,
    lastHeardAt: AT - 1_000,
    parts: partStates(),
    containersRunning: 40,
    containersExpected: 41,
    pingMs: 3,
    channel: { state: "up" },
    isInsecure: false,
    ...rest,
  };
}

export const aPart = (id: PartId, rest: Partial<PartView> = {}): PartView => ({
  id,
  state: "ok",
  short: "",
  reading: "answers",
  lines: [],
  ...rest,
});

export function aHostDetail(rest: Partial<HostDetail> = {}): HostDetail {
  return {
    ...aHost(),
    partViews: PART_IDS.map((id) => aPart(id)),
    ladder: [],
    connection: [],
    containers: [],
    vitals: [],
    kernel: [],
    sight: [],
    sources: [],
    risks: [],
    ...rest,
  };
}
