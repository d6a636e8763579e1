import { globSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../runtime/runtime.ts";
import { serve } from "../../runtime/slot.ts";
import { hasRole, isSignedInRole, ROUTES } from "../policy.ts";
import { aRequest, createRig, PASSWORD, type Rig } from "../testing/rig.ts";

/*
 * The real route files, asked as Next asks them: every route with every role and with nobody, and every
 * change with each part of its proof missing. What counts is what was done, not only what was answered.
 */

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
  loginId: "nobodys",
  userId: "nobodys",
  muteId: "mute-1",
};
const INCIDENT_BODY: Readonly<Record<string, unknown>> = {
  "/api/incidents": { symptomIds: ["s-1"] },
  "/api/incidents/[incidentId]": { title: "Filer away" },
  "/api/incidents/[incidentId]/state": { from: "active", to: "mitigated" },
  "/api/incidents/[incidentId]/severity": { to: "SEV1", reason: "all shops" },
  "/api/incidents/[incidentId]/milestones": { milestone: "impact-started", milestoneAt: 5 },
  "/api/incidents/[incidentId]/symptoms": { symptomIds: ["s-2"] },
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
  "/api/incidents/[incidentId]/steps": { runbookId: "daemon-down", stepId: "look", to: "ticked" },
  "/api/incidents/[incidentId]/runbooks": { runbookId: "daemon-down" },
  "/api/mutes": { hostId: "filer-4", forMs: 60_000, reason: "upgrade" },
  "/api/invites": { role: "viewer" },
  "/api/invites/accept": { token: "none", name: "Nova", password: "a long enough one" },
  "/api/accounts/[userId]": { kind: "disable" },
  "/api/account/password": { current: PASSWORD, next: "short" },
  "/api/setup": { code: "none", name: "Nova", password: "a long enough one" },
  "/api/sign-in": { name: "Nova", password: "wrong" },
  "/api/share": { token: "bad" },
};

let rig: Rig;
const secrets = new Map<Role, string>();
const handlers = new Map<string, Handler>();

beforeAll(async () => {
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
});
afterAll(() => rig.close());
beforeEach(() => {
  rig.calls.length = 0;
});

const addressOf = (path: string): string => {
  const filled = path.replace(/\[(\w+)\]/g, (_all, name: string) => PARAMS[name] ?? "");
  return path.endsWith("/logs") && path.includes("containers") ? `${filled}?until=5` : filled;
};

async function ask(
  method: string,
  path: string,
  options: Parameters<typeof aRequest>[2] = {},
): Promise<{ readonly status: number; readonly body: unknown; readonly response: Response }> {
  const handler = handlers.get(`${method} ${path}`);
  if (handler === undefined) throw new Error(`no handler for ${method} ${path}`);
  const body = options.body ?? INCIDENT_BODY[path] ?? {};
  const request = aRequest(method, addressOf(path), { ...options, body });
  const response = await handler(request, { params: Promise.resolve(PARAMS) });
  const text = await response.clone().text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text, response };
}

/** Everything a request can leave behind, but for the line in the audit log that says it was refused. */
async function traces(): Promise<unknown> {
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

const guarded = ROUTES.filter((route) => isSignedInRole(route.access));
const changing = ROUTES.filter((route) => route.method !== "GET");
const ROLES = ["viewer", "operator", "admin"] as const;

describe("roles", () => {
  const table = guarded.flatMap((route) =>
    ROLES.map((role) => ({
      ...route,
      role,
      mayAsk: isSignedInRole(route.access) && hasRole(role, route.access),
    })),
  );

  test.each(table.filter(({ mayAsk }) => !mayAsk))(
    "$role is refused $method $path, and nothing happens",
    async ({ method, path, role }) => {
      const before = await traces();
      const { status, body } = await ask(method, path, { secret: secrets.get(role) });
      expect(status).toBe(403);
      expect(body).toMatchObject({ code: "forbidden" });
      expect(await traces()).toEqual(before);
    },
  );

  test.each(guarded)("nobody is refused $method $path, and nothing happens", async ({ method, path }) => {
    const before = await traces();
    for (const secret of [undefined, "made-up"]) {
      const { status, body } = await ask(method, path, { secret });
      expect(status).toBe(401);
      expect(body).toMatchObject({ code: "unauthenticated" });
    }
    expect(await traces()).toEqual(before);
  });

  // Those that end the very sign-in they are asked with have tests of their own.
  const ENDING = new Set(["POST /api/sign-out", "DELETE /api/account/logins", "POST /api/account/password"]);
  test.each(table.filter(({ mayAsk, method, path }) => mayAsk && !ENDING.has(`${method} ${path}`)))(
    "$role may ask $method $path",
    async ({ method, path, role }) => {
      const { status, body } = await ask(method, path, { secret: secrets.get(role) });
      const reason = (body as { code?: string }).code;
      // Nobody's login and account are not found: the rule let the question through.
      expect(status < 300 || status === 404, `${status} ${reason}`).toBe(true);
    },
  );

  test("a refusal of somebody who is signed in is in the audit log, with who and what", async () => {
    await ask("POST", "/api/invites", { secret: secrets.get("viewer") });
    const [entry] = await rig.runtime.audit.read({ limit: 1 });
    expect(entry).toMatchObject({
      actor: "viewer",
      action: "request.refused",
      subject: "POST /api/invites",
    });
  });
});

describe("requests that no page of ours sent", () => {
  const FORGED = [
    { name: "another origin", headers: { origin: "http://evil.example" } },
    { name: "the same host on another port", headers: { origin: "http://127.0.0.1:4041" } },
    { name: "our origin with another scheme", headers: { origin: "https://127.0.0.1:4040" } },
    {
      name: "our origin with something behind it",
      headers: { origin: "http://127.0.0.1:4040.evil.example" },
    },
    { name: "origin null", headers: { origin: "null" } },
    { name: "no origin", headers: { origin: undefined } },
    { name: "no CSRF header", headers: { "x-foghorn-csrf": undefined } },
    { name: "a form's content type", headers: { "content-type": "application/x-www-form-urlencoded" } },
    { name: "text that looks like JSON", headers: { "content-type": "text/plain" } },
    { name: "no content type", headers: { "content-type": undefined } },
  ];
  const table = changing.flatMap((route) => FORGED.map((forged) => ({ ...route, ...forged })));

  test.each(table)(
    "$method $path with $name is refused, and nothing happens",
    async ({ method, path, headers }) => {
      const before = await traces();
      const { status } = await ask(method, path, { secret: secrets.get("admin"), headers });
      // Setup is over here, so its route is gone before anything else is looked at.
      expect(status).toBe(path === "/api/setup" ? 404 : 403);
      expect(await traces()).toEqual(before);
    },
  );

  test("the origin of the public address is taken too, for a proxy that changes Host", async () => {
    serve({ ...rig.served, edge: { ...rig.served.edge, publicUrl: "https://foghorn.example" } });
    const headers = { origin: "https://foghorn.example" };
    const { status } = await ask("POST", "/api/incidents", { secret: secrets.get("operator"), headers });
    serve(rig.served);
    expect(status).toBe(201);
  });
});

describe("what a handler is given", () => {
  test("who did it is taken from the sign-in, and a body that says otherwise is refused", async () => {
    const secret = secrets.get("operator");
    await ask("POST", "/api/incidents/[incidentId]/acknowledge", { secret });
    expect(rig.calls.at(-1)).toMatchObject({
      name: "acknowledge",
      input: { incidentId: "INC-7", by: { kind: "person", name: "operator" } },
    });
    const forged = await ask("POST", "/api/incidents/[incidentId]/acknowledge", {
      secret,
      body: { by: { kind: "person", userId: "x", name: "admin" } },
    });
    expect(forged.status).toBe(422);
    expect(rig.calls).toHaveLength(1);
  });

  test("a body of the wrong shape names the place, and the handler never sees it", async () => {
    const { status, body } = await ask("POST", "/api/incidents/[incidentId]/notes", {
      secret: secrets.get("operator"),
      body: { markdown: "x", visibility: "everybody", clientKey: "key-00001" },
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: "invalid-input", message: expect.stringMatching(/^visibility: /) });
    expect(rig.calls).toEqual([]);
  });

  test("a body beyond 256 KiB is refused while it is read", async () => {
    const body = { markdown: "x".repeat(300 * 1_024), visibility: "internal", clientKey: "key-00001" };
    const { status } = await ask("POST", "/api/incidents/[incidentId]/notes", {
      secret: secrets.get("operator"),
      body,
    });
    expect(status).toBe(422);
    expect(rig.calls).toEqual([]);
  });

  test("a share lasts seven days unless the person says otherwise, and never beyond ninety", async () => {
    const secret = secrets.get("operator");
    const path = "/api/incidents/[incidentId]/shares";
    const { body } = await ask("POST", path, { secret });
    expect(body).toMatchObject({ path: `/s#${"t".repeat(43)}`, publicUrl: null });
    expect(rig.calls[0]?.input).toMatchObject({ expiresInMs: 7 * 86_400_000 });
    const tooLong = await ask("POST", path, { secret, body: { expiresInMs: 91 * 86_400_000 } });
    expect(tooLong.status).toBe(422);
  });

  test("a mute has an end within seven days and a reason, and is in the audit log with who, what and until when", async () => {
    const secret = secrets.get("operator");
    for (const body of [
      { hostId: "filer-4", reason: "upgrade" },
      { hostId: "filer-4", forMs: 8 * 86_400_000, reason: "upgrade" },
      { hostId: "filer-4", forMs: 60_000 },
      { mode: "no-such-mode", forMs: 60_000, reason: "upgrade" },
      { hostId: "filer-4", forMs: 60_000, reason: "upgrade", by: { name: "admin" } },
    ]) {
      expect((await ask("POST", "/api/mutes", { secret, body })).status, JSON.stringify(body)).toBe(422);
    }
    expect(rig.calls).toEqual([]);
    expect((await ask("POST", "/api/mutes", { secret })).status).toBe(201);
    expect(rig.calls.at(-1)).toMatchObject({ name: "mute", input: { by: { name: "operator" } } });
    const [created] = await rig.runtime.audit.read({ limit: 1 });
    expect(created).toMatchObject({
      actor: "operator",
      action: "mute.created",
      subject: "filer-4",
      detail: "until 1970-01-01T00:01:00.000Z: upgrade",
    });
    await ask("DELETE", "/api/mutes/[muteId]", { secret });
    const [ended] = await rig.runtime.audit.read({ limit: 1 });
    expect(ended).toMatchObject({ actor: "operator", action: "mute.ended", subject: "filer-4" });
  });

  test("an export is a file whose name cannot forge a header, and is in the audit log", async () => {
    const { response } = await ask("GET", "/api/incidents/[incidentId]/export.md", {
      secret: secrets.get("viewer"),
    });
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="INC-1-a-b.md"');
    const [entry] = await rig.runtime.audit.read({ limit: 1 });
    expect(entry).toMatchObject({ action: "incident.exported", actor: "viewer", subject: "INC-7" });
  });
});

describe("answers", () => {
  test("none may be kept, framed or guessed at", async () => {
    const { response } = await ask("GET", "/api/health");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
  });

  test("health says to everybody that it is alive, and to who is signed in what it is made of", async () => {
    const open = await ask("GET", "/api/health");
    expect(open.body).toEqual({ status: "ok", gate: "up", version: "0.0.0-test" });
    const signedIn = await ask("GET", "/api/health", { secret: secrets.get("viewer") });
    expect(signedIn.body).toMatchObject({ status: "ok", pragmas: { synchronous: 2, journalMode: "wal" } });
  });

  test("a share's token becomes a cookie for the shared page alone; any other token is not found", async () => {
    const { status, response } = await ask("POST", "/api/share", { body: { token: "good" } });
    expect(status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(
      /^foghorn-share=good; Path=\/s; Max-Age=(?:59|60); HttpOnly; SameSite=Lax$/,
    );
    const bad = await ask("POST", "/api/share", { body: { token: "bad" } });
    expect(bad.status).toBe(404);
    expect(bad.response.headers.get("set-cookie")).toBeNull();
  });

  test("a changed password ends every sign-in of its owner, this one too", async () => {
    const { secret } = await rig.person("viewer", "changer");
    const refused = await ask("POST", "/api/account/password", { secret });
    expect(refused.status).toBe(422);
    const body = { current: PASSWORD, next: "quite another password" };
    expect((await ask("POST", "/api/account/password", { secret, body })).status).toBe(204);
    expect((await ask("GET", "/api/runbooks", { secret })).status).toBe(401);
  });

  test("signing out ends the sign-in and takes the cookie away", async () => {
    const { secret } = await rig.person("viewer", "leaver");
    const { status, response } = await ask("POST", "/api/sign-out", { secret });
    expect(status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(/^foghorn=; Path=\/; Max-Age=0;/);
    expect((await ask("GET", "/api/runbooks", { secret })).status).toBe(401);
  });
});
