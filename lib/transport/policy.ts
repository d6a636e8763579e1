import type { TopicKind } from "../protocol/live.ts";

/*
 * The one place that says who may do what. Pages, routes and `/live` read their rule here; a route or page
 * without a line here fails the tests, and at run time it answers not-found.
 */

/**
 * public: everybody. setup: everybody, until the first account exists; then not-found.
 * share: whoever holds a share's cookie. viewer, operator, admin: signed in with this role or a higher one.
 */
export type Access = "public" | "setup" | "share" | "viewer" | "operator" | "admin";
export type SignedInRole = Extract<Access, "viewer" | "operator" | "admin">;
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RoutePolicy {
  readonly method: Method;
  /** As the folder under app/ spells it. */
  readonly path: string;
  readonly access: Access;
}

export const ROUTES = [
  { method: "GET", path: "/api/health", access: "public" },
  { method: "POST", path: "/api/setup", access: "setup" },
  { method: "POST", path: "/api/sign-in", access: "public" },
  { method: "POST", path: "/api/sign-out", access: "viewer" },
  { method: "POST", path: "/api/invites", access: "admin" },
  { method: "POST", path: "/api/invites/accept", access: "public" },
  { method: "GET", path: "/api/accounts", access: "admin" },
  // Names and roles of those who may work on an incident: whom something can be handed to.
  { method: "GET", path: "/api/people", access: "operator" },
  { method: "PATCH", path: "/api/accounts/[userId]", access: "admin" },
  { method: "GET", path: "/api/account/logins", access: "viewer" },
  { method: "DELETE", path: "/api/account/logins", access: "viewer" },
  { method: "DELETE", path: "/api/account/logins/[loginId]", access: "viewer" },
  { method: "POST", path: "/api/account/password", access: "viewer" },
  { method: "GET", path: "/api/audit", access: "admin" },
  { method: "POST", path: "/api/incidents", access: "operator" },
  { method: "PATCH", path: "/api/incidents/[incidentId]", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/acknowledge", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/state", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/severity", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/milestones", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/roles", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/symptoms", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/symptoms/detach", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/split", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/notes", access: "operator" },
  { method: "GET", path: "/api/incidents/[incidentId]/entries", access: "viewer" },
  { method: "PATCH", path: "/api/incidents/[incidentId]/notes/[seq]", access: "operator" },
  { method: "DELETE", path: "/api/incidents/[incidentId]/notes/[seq]", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/entries/[seq]/erase", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/pins", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/attachments", access: "operator" },
  // As it was sent, without redaction: for those who may read logs as they are.
  { method: "GET", path: "/api/incidents/[incidentId]/entries/[seq]/attachment", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/pins/readings", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/steps", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/runbooks", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/runbooks/newer", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/actions", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/actions/[actionId]", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/shares", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/shares/preview", access: "operator" },
  { method: "PATCH", path: "/api/incidents/[incidentId]/shares/[shareId]", access: "operator" },
  { method: "DELETE", path: "/api/incidents/[incidentId]/shares/[shareId]", access: "operator" },
  { method: "GET", path: "/api/incidents/[incidentId]/export", access: "viewer" },
  { method: "GET", path: "/api/incidents/[incidentId]/export.md", access: "viewer" },
  { method: "GET", path: "/api/incidents/[incidentId]/export.html", access: "viewer" },
  { method: "GET", path: "/api/incidents/[incidentId]/export.pdf", access: "viewer" },
  { method: "GET", path: "/api/incidents/[incidentId]/export.json", access: "viewer" },
  // With pictures as they were sent: for those who may have the attachments themselves.
  { method: "GET", path: "/api/incidents/[incidentId]/export.zip", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/postmortem", access: "operator" },
  // As it was typed, without redaction: for those who write in it. Who only reads gets the paper.
  { method: "GET", path: "/api/incidents/[incidentId]/postmortem/text", access: "operator" },
  { method: "GET", path: "/api/incidents/[incidentId]/postmortem/edits", access: "operator" },
  { method: "GET", path: "/api/incidents/[incidentId]/postmortem/preview", access: "viewer" },
  { method: "POST", path: "/api/incidents/[incidentId]/postmortem/edits", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/postmortem/cursor", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/postmortem/status", access: "operator" },
  {
    method: "POST",
    path: "/api/incidents/[incidentId]/postmortem/versions/[version]/erase",
    access: "operator",
  },
  { method: "POST", path: "/api/incidents/[incidentId]/postmortem/comments", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/postmortem/comments/[commentId]", access: "operator" },
  { method: "POST", path: "/api/incidents/[incidentId]/postmortem/actions", access: "operator" },
  {
    method: "PATCH",
    path: "/api/incidents/[incidentId]/postmortem/actions/[followUpId]",
    access: "operator",
  },
  {
    method: "DELETE",
    path: "/api/incidents/[incidentId]/postmortem/actions/[followUpId]",
    access: "operator",
  },
  { method: "GET", path: "/api/postmortems/templates", access: "viewer" },
  { method: "GET", path: "/api/postmortems/actions.csv", access: "viewer" },
  { method: "GET", path: "/api/report/report.csv", access: "viewer" },
  { method: "GET", path: "/api/report/report.json", access: "viewer" },
  // An incident of another Foghorn, from its export.
  { method: "POST", path: "/api/imports", access: "operator" },
  { method: "DELETE", path: "/api/imports/[importId]", access: "admin" },
  { method: "GET", path: "/api/imports/[importId]/entries", access: "viewer" },
  { method: "PATCH", path: "/api/settings", access: "admin" },
  { method: "POST", path: "/api/mutes", access: "operator" },
  { method: "DELETE", path: "/api/mutes/[muteId]", access: "operator" },
  { method: "POST", path: "/api/handovers", access: "operator" },
  { method: "GET", path: "/api/runbooks", access: "viewer" },
  { method: "POST", path: "/api/runbooks", access: "operator" },
  { method: "GET", path: "/api/runbooks/[runbookId]", access: "viewer" },
  { method: "GET", path: "/api/runbooks/[runbookId]/file", access: "viewer" },
  { method: "GET", path: "/api/evidence/[evidenceId]", access: "viewer" },
  { method: "GET", path: "/api/containers", access: "viewer" },
  { method: "GET", path: "/api/hosts/[hostId]/engine-log", access: "viewer" },
  // Asks a daemon ahead of its time: for those who work on it.
  { method: "POST", path: "/api/hosts/[hostId]/readings", access: "operator" },
  // Looks at what an action would act on; changes nothing.
  { method: "POST", path: "/api/hosts/[hostId]/actions", access: "operator" },
  // Container lines are raw; stored and shared ones are redacted. So only who works on the host sees them live.
  { method: "GET", path: "/api/hosts/[hostId]/containers/[containerId]/logs", access: "operator" },
  { method: "POST", path: "/api/share", access: "public" },
] as const satisfies readonly RoutePolicy[];

/** Pages are read only. `share` pages open with a share's cookie and without one explain themselves. */
export const PAGES = {
  "/": "viewer",
  "/setup": "setup",
  "/sign-in": "public",
  "/invite": "public",
  "/s": "share",
  "/hosts": "viewer",
  "/hosts/[hostId]": "viewer",
  "/hosts/[hostId]/containers/[containerId]": "viewer",
  "/hosts/[hostId]/containers/[containerId]/logs": "operator",
  "/hosts/[hostId]/engine-log": "viewer",
  "/hosts/[hostId]/events": "viewer",
  "/incidents": "viewer",
  "/incidents/[incidentId]": "viewer",
  "/incidents/[incidentId]/postmortem": "viewer",
  "/postmortems": "viewer",
  "/imports/[importId]": "viewer",
  "/runbooks": "viewer",
  "/runbooks/[runbookId]": "viewer",
  "/report": "viewer",
  "/settings": "viewer",
  "/account": "viewer",
  "/people": "admin",
  "/audit": "admin",
} as const satisfies Record<string, Access>;

export type PagePath = keyof typeof PAGES;

/** `share` topics are told on the stream of a share's reader alone, and are all that is told there. */
export const TOPICS: Readonly<Record<TopicKind, SignedInRole | "share">> = {
  console: "viewer",
  hosts: "viewer",
  symptoms: "viewer",
  incidents: "viewer",
  imports: "viewer",
  feed: "viewer",
  host: "viewer",
  incident: "viewer",
  presence: "viewer",
  postmortems: "viewer",
  // Actions and comments as they were typed.
  postmortem: "operator",
  paper: "viewer",
  shares: "operator",
  share: "share",
  "share-entries": "share",
  events: "viewer",
  "engine-log": "viewer",
  logs: "operator",
  entries: "viewer",
};

const RANK: Readonly<Record<SignedInRole, number>> = { viewer: 0, operator: 1, admin: 2 };

export const isSignedInRole = (access: Access): access is SignedInRole => access in RANK;

export const hasRole = (role: SignedInRole, needed: SignedInRole): boolean => RANK[role] >= RANK[needed];

export function matchRoute(method: string, pathname: string): RoutePolicy | undefined {
  const asked = method === "HEAD" ? "GET" : method;
  return ROUTES.find((route) => route.method === asked && patternMatches(route.path, pathname));
}

function patternMatches(pattern: string, pathname: string): boolean {
  const expected = pattern.split("/");
  const actual = pathname.split("/");
  return (
    expected.length === actual.length &&
    expected.every((part, index) => {
      const given = actual[index] ?? "";
      return part.startsWith("[") ? given !== "" : part === given;
    })
  );
}
