import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PASSWORD, SHARE_TOKEN } from "../testing/rig.ts";
import { ask, rig, secrets, startRoutes } from "../testing/route-rig.ts";

/* What a handler of a route gets from the request, and what leaves with its answer. */

beforeAll(startRoutes);
afterAll(() => rig.close());
beforeEach(() => {
  rig.calls.length = 0;
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

  test("a handover note is a person's words, and is in the audit log with who left it", async () => {
    const secret = secrets.get("operator");
    for (const body of [{}, { markdown: " " }, { markdown: "x".repeat(4_001) }])
      expect((await ask("POST", "/api/handovers", { secret, body })).status).toBe(422);
    expect((await ask("POST", "/api/handovers", { secret })).status).toBe(201);
    expect(rig.calls.at(-1)).toMatchObject({ name: "leaveHandover", input: { by: { name: "operator" } } });
    const [written] = await rig.runtime.audit.read({ limit: 1 });
    expect(written).toMatchObject({ actor: "operator", action: "handover.written", detail: "Still quiet." });
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
    const { status, response } = await ask("POST", "/api/share", { body: { token: SHARE_TOKEN } });
    expect(status).toBe(200);
    expect(response.headers.get("set-cookie")).toMatch(
      /^foghorn-share=g{43}; Path=\/s; Max-Age=(?:59|60); HttpOnly; SameSite=Lax$/,
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
