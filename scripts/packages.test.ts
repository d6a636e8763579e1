import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));

const manifest = readJson("package.json") as Record<string, Record<string, string | boolean>>;
const lock = readJson("package-lock.json") as {
  readonly packages: Readonly<
    Record<string, { readonly hasInstallScript?: boolean; readonly version: string }>
  >;
};

test("every dependency has an exact version", () => {
  const kinds = ["dependencies", "devDependencies", "optionalDependencies"];
  const versions = kinds.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
  expect(versions.length).toBeGreaterThan(20);
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version)))).toEqual([]);
});

// npm before 11 does not know allowScripts, so the bootstrap installs without any script: each must be one we can do without.
test("every package with an install script is named, and none is needed", () => {
  const withScript = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.split("node_modules/").at(-1) ?? path);
  const reviewed = manifest.allowScripts ?? {};
  expect(withScript.filter((name) => reviewed[name] !== false && name !== "fsevents")).toEqual([]);
});

test("the tools that must be of one version are", () => {
  const { dependencies = {} } = manifest;
  expect(dependencies["@prisma/client"]).toBe(dependencies.prisma);
  expect(dependencies["@prisma/adapter-better-sqlite3"]).toBe(dependencies.prisma);
});
