import { globSync } from "node:fs";
import { join } from "node:path";
import type { Role } from "../../runtime/runtime.ts";
import { serve } from "../../runtime/slot.ts";
import { aRequest, createRig, PASSWORD, type Rig } from "./rig.ts";

/* The real route files, asked as Next asks them. */

type Handler = (
  request: Request,
  context: { readonly params: Promise<Readonly<Record<string, string>>> },
) => Promise<Response>;

const app = join(import.meta.dirname, "../../../app");
const PARAMS: Readonly<Record<string, string>> = {
  incidentId: "INC-7",
  hostId: "filer-4",
  containerId: "a".repeat(64),
  evidenceId: "ev-1",
  runbookId: "daemon-down",
  shareId: "share-1",
  seq: "5",
  actionId: "action-0001",
  loginId: "nobodys",
  userId: "nobodys",
  muteId: "mute-1",
  commentId: "comment-1",
  version: "1",
  followUpId: "action-1",
  importId: "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
};
const INCIDENT_BODY: Readonly<Record<string, unknown>> = {
  "/api/incidents": { symptomIds: ["s-1"] },
  "/api/incidents/[incidentId]": { title: "Filer away" },
  "/api/incidents/[incidentId]/state": { from: "active", to: "mitigated" },
  "/api/incidents/[incidentId]/severity": { to: "SEV1", reason: "all shops" },
  "/api/incidents/[incidentId]/milestones": { milestone: "impact-started", milestoneAt: 5 },
  "/api/incidents/[incidentId]/roles": { role: "scribe" },
  "/api/incidents/[incidentId]/symptoms": { symptomIds: ["s-2"] },
  "/api/incidents/[incidentId]/symptoms/detach": { symptomIds: ["s-2"], reason: "another cause" },
  "/api/incidents/[incidentId]/split": { symptomIds: ["s-2"], reason: "another cause" },
  "/api/incidents/[incidentId]/notes": {
    markdown: "List hangs",
    visibility: "internal",
    clientKey: "key-00001",
  },
  "/api/incidents/[incidentId]/pins": {
    hostId: "filer-4",
    source: "dockerd",
    lines: [{ at: 5, text: "x" }],
    visibility: "internal",
    clientKey: "key-00002",
  },
  "PATCH /api/incidents/[incidentId]/notes/[seq]": { markdown: "List hangs", from: 5 },
  "/api/incidents/[incidentId]/entries/[seq]/erase": { reason: "a password" },
  "/api/incidents/[incidentId]/attachments": {
    name: "a.txt",
    sizeBytes: 1,
    offset: 0,
    data: "YQ==",
    visibility: "internal",
    clientKey: "key-00004",
  },
  "/api/incidents/[incidentId]/pins/readings": {
    hostId: "filer-4",
    vital: "list-latency",
    visibility: "internal",
    clientKey: "key-00003",
  },
  "/api/incidents/[incidentId]/steps": { runbookId: "daemon-down", stepId: "look", to: "ticked" },
  "/api/incidents/[incidentId]/runbooks": { runbookId: "daemon-down" },
  "/api/hosts/[hostId]/actions": { verb: "engine.dump" },
  "/api/incidents/[incidentId]/actions": {
    actionId: "action-0001",
    hostId: "filer-4",
    verb: "engine.dump",
    typedHost: "filer-4",
  },
  "/api/incidents/[incidentId]/actions/[actionId]": { kind: "withdraw" },
  "/api/incidents/[incidentId]/runbooks/newer": { runbookId: "daemon-down", version: "v2" },
  "/api/incidents/[incidentId]/postmortem": { templateId: "incident" },
  "/api/incidents/[incidentId]/postmortem/edits": {
    revision: 0,
    clientId: "window-01",
    changes: [[0, ["x"]]],
    section: "",
  },
  "/api/incidents/[incidentId]/postmortem/cursor": { section: "Summary" },
  "/api/incidents/[incidentId]/postmortem/status": { from: "draft", to: "in-review", revision: 0 },
  "/api/incidents/[incidentId]/postmortem/versions/[version]/erase": { reason: "a password" },
  "/api/incidents/[incidentId]/postmortem/comments": { section: "Summary", markdown: "Why?" },
  "/api/incidents/[incidentId]/postmortem/actions": { text: "Mount it soft", kind: "prevent" },
  "PATCH /api/incidents/[incidentId]/shares/[shareId]": { summary: "The shop was slow." },
  "PATCH /api/incidents/[incidentId]/postmortem/actions/[followUpId]": { isDone: true },
  "/api/mutes": { hostId: "filer-4", forMs: 60_000, reason: "upgrade" },
  "/api/imports": { name: "a.json", sizeBytes: 1, offset: 0, data: "YQ==", clientKey: "key-00005" },
  "/api/handovers": { markdown: "Still quiet." },
  "/api/invites": { role: "viewer" },
  "/api/invites/accept": { token: "none", name: "Nova", password: "a long enough one" },
  "/api/accounts/[userId]": { kind: "disable" },
  "/api/account/password": { current: PASSWORD, next: "short" },
  "/api/setup": { code: "none", name: "Nova", password: "a long enough one" },
  "/api/sign-in": { name: "Nova", password: "wrong" },
  "/api/share": { token: "bad" },
};

export let rig: Rig;
export const secrets = new Map<Role, string>();
const handlers = new Map<string, Handler>();

/** Every route of the app with its handler, and an account of each role. Ends with `rig.close()`. */
export async function startRoutes(): Promise<void> {
  rig = await createRig();
  serve(rig.served);
  for (const role of ["admin", "operator", "viewer"] as const) {
    secrets.set(role, (await rig.person(role)).secret);
  }
  for (const file of globSync("**/route.ts", { cwd: join(app, "api") })) {
    const exported = (await import(join(app, "api", file))) as Record<string, Handler>;
    const path = `/api/${file.replace(/\/route\.ts$/, "")}`;
    for (const [method, handler] of Object.entries(exported)) handlers.set(`${method} ${path}`, handler);
  }
}

export const addressOf = (path: string): string => {
  const filled = path.replace(/\[(\w+)\]/g, (_all, name: string) => PARAMS[name] ?? "");
  return path.endsWith("/logs") && path.includes("containers") ? `${filled}?until=5` : filled;
};

/** Asks the real handler of a route, with a body that is right for it unless another is given. */
export async function ask(
  method: string,
  path: string,
  options: Parameters<typeof aRequest>[2] = {},
): Promise<{ readonly status: number; readonly body: unknown; readonly response: Response }> {
  const handler = handlers.get(`${method} ${path}`);
  if (handler === undefined) throw new Error(`no handler for ${method} ${path}`);
  const body = options.body ?? INCIDENT_BODY[path] ?? INCIDENT_BODY[`${method} ${path}`] ?? {};
  const request = aRequest(method, addressOf(path), { ...options, body });
  const response = await handler(request, { params: Promise.resolve(PARAMS) });
  const text = await response.clone().text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text, response };
}

/** Everything a request can leave behind, but for the line in the audit log that says it was refused. */
export async function traces(): Promise<unknown> {
  const audit = await rig.runtime.audit.read({ limit: 500 });
  const people = await rig.runtime.accounts.list();
  const logins = await Promise.all(people.map(({ id }) => rig.runtime.accounts.logins(id)));
  return {
    calls: rig.calls.map(({ name }) => name),
    audit: audit.filter(({ action }) => action !== "request.refused").length,
    people,
    logins: logins.flat().map(({ loginId }) => loginId),
  };
}
