import type { PartId } from "#lib/domain/anatomy.ts";

/** Addresses of the console. The only place that spells them. */
export const places = {
  watch: "/",
  hosts: "/hosts",
  incidents: "/incidents",
  runbooks: "/runbooks",
  postmortems: "/postmortems",
  report: "/report",
  settings: "/settings",
  account: "/account",
  people: "/people",
  audit: "/audit",
  host: (hostId: string, part?: PartId) => `/hosts/${hostId}${part === undefined ? "" : `?part=${part}`}`,
  containers: (hostId: string) => `/hosts/${hostId}?tab=containers`,
  logs: (hostId: string, containerId: string) => `/hosts/${hostId}/containers/${containerId}/logs`,
  engineLog: (hostId: string) => `/hosts/${hostId}/engine-log`,
  events: (hostId: string) => `/hosts/${hostId}/events`,
  incident: (incidentId: string) => `/incidents/${incidentId}`,
  postmortem: (incidentId: string) => `/incidents/${incidentId}/postmortem`,
  imported: (importId: string) => `/imports/${importId}`,
  /** With the values of one symptom in its commands, where one is named. */
  runbook: (runbookId: string, symptomId?: string) =>
    `/runbooks/${encodeURIComponent(runbookId)}${symptomId === undefined ? "" : `?for=${encodeURIComponent(symptomId)}`}`,
} as const;

/** What the navigation marks as current; pages about people are none of its places. */
export type PlaceName = "watch" | "hosts" | "incidents" | "runbooks" | "postmortems" | "report" | "account";
