import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TOPIC_KINDS } from "../protocol/live.ts";
import { hasRole, isSignedInRole, matchRoute, PAGES, ROUTES, TOPICS } from "./policy.ts";

const root = join(import.meta.dirname, "../..");
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

interface RouteFile {
  readonly path: string;
  readonly source: string;
  readonly methods: readonly string[];
}

function routeFiles(): readonly RouteFile[] {
  return globSync("app/**/route.{ts,tsx,js}", { cwd: root }).map((file) => {
    const source = readFileSync(join(root, file), "utf8");
    const methods = METHODS.filter((method) =>
      new RegExp(
        `export\\s+(?:const|async function|function)\\s+${method}\\b|export\\s*{[^}]*\\b${method}\\b`,
      ).test(source),
    );
    return { path: pathOf(file), source, methods };
  });
}

const pageFiles = () =>
  globSync("app/**/page.{ts,tsx,js,jsx}", { cwd: root }).map((file) => ({
    path: pathOf(file),
    source: readFileSync(join(root, file), "utf8"),
  }));

/** Folder of the file as an address; route groups are not part of it. */
function pathOf(file: string): string {
  const parts = file.split("/").slice(1, -1);
  return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
}

test("every method of every route file has a rule", () => {
  const files = routeFiles();
  expect(files.length).toBeGreaterThan(20);
  const without = files.flatMap(({ path, methods }) =>
    methods
      .filter((method) => !ROUTES.some((route) => route.path === path && route.method === method))
      .map((method) => `${method} ${path}`),
  );
  expect(without).toEqual([]);
});

test("every rule has its route file, so none speaks of what is gone", () => {
  const files = routeFiles();
  const without = ROUTES.filter(
    ({ path, method }) => !files.some((file) => file.path === path && file.methods.includes(method)),
  );
  expect(without).toEqual([]);
});

test("a route file reaches its handler through the policy and in no other way", () => {
  for (const { path, source, methods } of routeFiles()) {
    const throughPolicy = source.match(/export const \w+ = (?:publicRoute|signedInRoute)\(/g) ?? [];
    expect(throughPolicy, path).toHaveLength(methods.length);
    expect(methods.length, path).toBeGreaterThan(0);
    const needsRole = ROUTES.some((route) => route.path === path && isSignedInRole(route.access));
    expect(source.includes("signedInRoute("), path).toBe(needsRole);
  }
});

test("every page has a rule", () => {
  const without = pageFiles().filter(({ path }) => !(path in PAGES));
  expect(without.map(({ path }) => path)).toEqual([]);
});

test("every page asks for its own rule before anything else", () => {
  const wrong = pageFiles().filter(({ path, source }) => {
    const access = PAGES[path as keyof typeof PAGES];
    if (access === "setup") return !source.includes("openSetupPage(");
    if (access === "share") return !source.includes("openSharedPage(");
    if (access === "public") return !source.includes("openPublicPage(");
    return !source.includes(`openPage("${path}")`);
  });
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("no page changes anything when it is merely opened: there are no server actions", () => {
  const sources = globSync("{app,components,lib}/**/*.{ts,tsx}", { cwd: root });
  expect(sources.length).toBeGreaterThan(50);
  const withActions = sources.filter((file) =>
    /^\s*["']use server["']/m.test(readFileSync(join(root, file), "utf8")),
  );
  expect(withActions).toEqual([]);
});

test("no page is made at build time, when there is no nonce for its scripts", () => {
  const layout = readFileSync(join(root, "app/layout.tsx"), "utf8");
  expect(layout).toMatch(/^export const dynamic = "force-dynamic";$/m);
});

test("every kind of topic has a rule", () => {
  expect(Object.keys(TOPICS).sort()).toEqual([...TOPIC_KINDS].sort());
});

test("the text of a postmortem as it was typed is for those who write in it; everybody reads the paper", () => {
  const at = "/api/incidents/INC-1/postmortem";
  for (const route of ["text", "edits"]) expect(matchRoute("GET", `${at}/${route}`)?.access).toBe("operator");
  expect(TOPICS.postmortem).toBe("operator");
  expect(matchRoute("GET", `${at}/preview`)?.access).toBe("viewer");
  expect(TOPICS.paper).toBe("viewer");
});

test.each([
  ["GET", "/api/incidents/INC-1/export.md", "/api/incidents/[incidentId]/export.md"],
  ["HEAD", "/api/health", "/api/health"],
  ["POST", "/api/invites/accept", "/api/invites/accept"],
  ["GET", "/api/incidents//export.md", undefined],
  ["GET", "/api/incidents/INC-1/export.md/", undefined],
  ["PUT", "/api/health", undefined],
  ["GET", "/api/incidents/a/b/export.md", undefined],
])("%s %s is judged by the rule of %s", (method, pathname, path) => {
  expect(matchRoute(method, pathname)?.path).toBe(path);
});

test("a higher role may what a lower one may, and not the other way round", () => {
  expect(hasRole("admin", "operator")).toBe(true);
  expect(hasRole("operator", "operator")).toBe(true);
  expect(hasRole("viewer", "operator")).toBe(false);
  expect(hasRole("operator", "admin")).toBe(false);
});
