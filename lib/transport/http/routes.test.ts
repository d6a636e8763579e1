import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { serve } from "../../runtime/slot.ts";
import { hasRole, isSignedInRole, ROUTES } from "../policy.ts";
import { ask, rig, secrets, startRoutes, traces } from "../testing/route-rig.ts";

/*
 * The real route files, asked as Next asks them: every route with every role and with nobody, and every
 * change with each part of its proof missing. What counts is what was done, not only what was answered.
 */

beforeAll(startRoutes);
afterAll(() => rig.close());
beforeEach(() => {
  rig.calls.length = 0;
});

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

  // The first: of all that are refused below in a minute not every one is written.
  test("a refusal of somebody who is signed in is in the audit log, with who and what", async () => {
    await ask("POST", "/api/invites", { secret: secrets.get("viewer") });
    const [entry] = await rig.runtime.audit.read({ limit: 1 });
    expect(entry).toMatchObject({
      actor: "viewer",
      action: "request.refused",
      subject: "POST /api/invites",
    });
  });

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
