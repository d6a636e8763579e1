import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { circles, importsOf, readTable, violations } from "./testing/boundaries.ts";

const root = join(import.meta.dirname, "..");
const layers = readTable(readFileSync(join(root, "docs/architecture.md"), "utf8"));

const files = globSync("{*.ts,{app,components,lib,scripts,bench,lab}/**/*.{ts,tsx}}", { cwd: root })
  // Tests and their support stand above all layers: they may build real parts of any.
  .filter((path) => !/\.test\.tsx?$|(?:^|\/)testing\/|^lib\/generated\//.test(path))
  .map((path) => ({ path, source: readFileSync(join(root, path), "utf8") }));

test("the table names every folder of lib", () => {
  const folders = globSync("lib/*/", { cwd: root })
    .map((path) => path.replace(/\/$/, ""))
    .filter((path) => !["lib/generated", "lib/testing"].includes(path));
  expect(folders.length).toBeGreaterThan(8);
  expect(folders.filter((folder) => !layers.some((layer) => layer.folder === folder))).toEqual([]);
});

test("every import keeps to the table of docs/architecture.md", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(({ source }) => importsOf(source)).length).toBeGreaterThan(500);
  expect(violations(files, layers)).toEqual([]);
});

test("no files import one another in a circle, not even for types", () => {
  expect(circles(files)).toEqual([]);
});

test("a circle is found, and who only leads to it is not blamed", () => {
  const file = (name: string, imports: string) => ({
    path: `lib/${name}.ts`,
    source: `import type { X } from "./${imports}.ts";`,
  });
  expect(circles([file("a", "b"), file("b", "c"), file("c", "b"), file("d", "nothing")])).toEqual([
    "lib/b.ts",
    "lib/c.ts",
  ]);
});

const PLANTED = [
  [
    "lib/domain/time.ts",
    'import { z } from "zod";\nimport { readFile } from "node:fs/promises";',
    "node:fs/promises",
  ],
  ["components/watch/watch.tsx", 'import { join } from "node:path";', "node:path"],
  ["lib/domain/time.ts", 'import { createHub } from "../transport/live/hub.ts";', "../transport/live/hub.ts"],
  ["lib/engine/prober.ts", 'import Docker from "dockerode";', "dockerode"],
  [
    "lib/engine/prober.ts",
    'import { frame } from "../gate-protocol/frames.ts";',
    "../gate-protocol/frames.ts",
  ],
  ["lib/transport/live/hub.ts", 'import { serve } from "../../runtime/slot.ts";', "../../runtime/slot.ts"],
  [
    "lib/transport/live/hub.ts",
    'import { runtime } from "../../runtime/runtime.ts";',
    "../../runtime/runtime.ts",
  ],
  ["lib/transport/live/hub.ts", 'export * from "../../adapters/clock.ts";', "../../adapters/clock.ts"],
  [
    "lib/client/socket.ts",
    'const hub = await import("../transport/live/hub.ts");',
    "../transport/live/hub.ts",
  ],
  ["lib/runtime/create-runtime.ts", 'import { exec } from "../gate/exec.ts";', "../gate/exec.ts"],
  [
    "lib/runtime/create-runtime.ts",
    'import { socket } from "#lib/client/socket.ts";',
    "#lib/client/socket.ts",
  ],
  [
    "components/watch/watch.tsx",
    'import {\n  served,\n} from "#lib/runtime/slot.ts";',
    "#lib/runtime/slot.ts",
  ],
  ["app/page.tsx", 'import { served } from "#lib/runtime/slot.ts";', "#lib/runtime/slot.ts"],
  [
    "app/api/x/route.ts",
    'import { PrismaClient } from "#lib/generated/prisma/client.ts";',
    "#lib/generated/prisma/client.ts",
  ],
  ["server.ts", 'import { rig } from "./lib/transport/testing/rig.ts";', "./lib/transport/testing/rig.ts"],
  ["scripts/start.ts", 'import { exec } from "#lib/gate/exec.ts";', "#lib/gate/exec.ts"],
] as const;

test.each(PLANTED)("in %s a planted violation is found: %s", (path, source, specifier) => {
  const found = violations([{ path, source }], layers);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`${path} imports ${specifier}: `);
});

test.each([
  ["lib/engine/prober.ts", 'import type { Frame } from "../gate-protocol/frames.ts";'],
  ["lib/transport/live/hub.ts", 'import type { Runtime } from "../../runtime/runtime.ts";'],
  [
    "lib/transport/accounts/accounts.ts",
    'import type { AccountStore } from "../../engine/ports-accounts.ts";',
  ],
  ["app/_server/runtime.ts", 'import { served } from "#lib/runtime/slot.ts";'],
  ["lib/gate/server.ts", 'import { exec } from "./exec.ts";'],
  ["gate.ts", 'import { serveGate } from "./lib/gate/server.ts";'],
  ["lib/domain/time.ts", '// import { readFile } from "node:fs";\n/* import x from "dockerode"; */'],
])("in %s what the table allows is no violation: %s", (path, source) => {
  expect(violations([{ path, source }], layers)).toEqual([]);
});
