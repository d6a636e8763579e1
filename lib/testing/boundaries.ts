/*
 * The table of docs/architecture.md as rules. Test support: nothing here is part of the product.
 */

/** One row: what the folder may import. */
export interface Layer {
  readonly folder: string;
  /** Everything of lib and components, but for these. */
  readonly everythingBut?: readonly string[];
  readonly allowed: readonly Allowed[];
  /** No package and no part of Node that reads or writes the world. */
  readonly isWithoutIo: boolean;
}

interface Allowed {
  readonly path: string;
  readonly isTypesOnly: boolean;
  /** Only files below this path may. */
  readonly from?: string;
}

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly source: string;
}

export interface Import {
  readonly specifier: string;
  readonly isType: boolean;
}

const ROW = /^\|\s*`([^`]+)`\s*\|([^|]*)\|([^|]*)\|/;

export function readTable(markdown: string): readonly Layer[] {
  const section = markdown.split(/^## /m).find((part) => part.startsWith("Layers")) ?? "";
  return section.split("\n").flatMap((line) => {
    const [, folder, cell, holds] = ROW.exec(line) ?? [];
    return folder === undefined || cell === undefined ? [] : [readRow(folder, cell, holds ?? "")];
  });
}

function readRow(folder: string, cell: string, holds: string): Layer {
  const names = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");
  const isWithoutIo = holds.includes("no package that does I/O") || cell.trim() === "nothing";
  if (cell.includes("everything but")) {
    return { folder, everythingBut: names(cell), allowed: [], isWithoutIo };
  }
  const allowed = cell.split(/[,;]/).flatMap((part) => {
    const [path, from] = names(part);
    if (path === undefined) return [];
    return [{ path, isTypesOnly: /\btypes\b/.test(part), ...(from !== undefined && { from }) }];
  });
  return { folder, allowed, isWithoutIo };
}

const IMPORTS =
  /(?:^|[;{}\s])(?:import|export)\s+(type\s+)?(?:[\w*$\s{},]+?\s+from\s+)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;

/** Static, dynamic and re-exporting imports. Comments are taken out first. */
export function importsOf(source: string): readonly Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(IMPORTS)].map(([, type, fixed, dynamic]) => ({
    specifier: fixed ?? dynamic ?? "",
    isType: type !== undefined,
  }));
}

/** Path from the root of what a specifier names; undefined for packages and parts of Node. */
export function resolveImport(file: string, specifier: string): string | undefined {
  if (specifier.startsWith("#lib/")) return specifier.slice(1);
  if (!specifier.startsWith(".")) return undefined;
  const parts = file.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

const PURE_NODE = new Set([
  "node:crypto",
  "node:util",
  "node:events",
  "node:path",
  "node:timers",
  "node:timers/promises",
]);
const PURE_PACKAGES = new Set(["zod", "zod/mini", "yaml"]);

const BROWSER = ["components", "lib/client", "lib/protocol"];

/** Every import that the table does not allow, as a sentence. */
export function violations(files: readonly SourceFile[], layers: readonly Layer[]): readonly string[] {
  return files.flatMap((file) =>
    importsOf(file.source).flatMap((found) => {
      const why = refusal(file.path, found, layers);
      return why === undefined ? [] : [`${file.path} imports ${found.specifier}: ${why}`];
    }),
  );
}

function refusal(file: string, { specifier, isType }: Import, layers: readonly Layer[]): string | undefined {
  const target = resolveImport(file, specifier);
  const layer = layerOf(file, layers);
  if (target === undefined) {
    if (specifier.startsWith("node:") && BROWSER.some((folder) => isBelow(file, folder))) {
      return "this runs in a browser";
    }
    const isPure = PURE_NODE.has(specifier) || PURE_PACKAGES.has(specifier);
    return layer?.isWithoutIo && !isPure && !isType ? `${layer.folder} does no I/O` : undefined;
  }
  if (isBelow(target, "lib/gate") && !isBelow(file, "lib/gate") && file !== "gate.ts") {
    return "lib/gate is imported by gate.ts alone";
  }
  if (isBelow(target, "lib/generated") && !isBelow(file, "lib/adapters/prisma")) {
    return "only lib/adapters/prisma imports the generated client";
  }
  // A bench is a test that measures: it builds real parts as tests do.
  const isTest = /(?:^|\/)testing\//.test(file) || isBelow(file, "bench");
  if (/(?:^|\/)testing\//.test(target) && !isTest) {
    return "testing/ is for tests";
  }
  if (layer === undefined || isBelow(target, layer.folder) || isBelow(target, "lib/generated"))
    return undefined;
  if (layer.everythingBut !== undefined) {
    const barred = layer.everythingBut.find((path) => isBelow(target, path));
    return barred === undefined ? undefined : `${layer.folder} must not import ${barred}`;
  }
  return isAllowed(file, target, isType, layer) ? undefined : `the table of ${layer.folder} does not name it`;
}

/** Files that import one another in a circle, of types or of values, and what lies between two such circles. */
export function circles(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map(({ path }) => path));
  let arrows = files.flatMap(({ path, source }) =>
    importsOf(source).flatMap(({ specifier }) => {
      const target = resolveImport(path, specifier);
      return target !== undefined && known.has(target) ? [{ path, target }] : [];
    }),
  );
  // What nothing leads to, or what leads nowhere, is in no circle: taken away until nothing more goes.
  for (let before = Number.POSITIVE_INFINITY; arrows.length < before; ) {
    before = arrows.length;
    const [paths, targets] = [
      new Set(arrows.map(({ path }) => path)),
      new Set(arrows.map(({ target }) => target)),
    ];
    arrows = arrows.filter(({ path, target }) => targets.has(path) && paths.has(target));
  }
  return [...new Set(arrows.map(({ path }) => path))].toSorted();
}

const isAllowed = (file: string, target: string, isType: boolean, layer: Layer): boolean =>
  layer.allowed.some(
    ({ path, isTypesOnly, from }) =>
      isBelow(target, path) && (!isTypesOnly || isType) && (from === undefined || isBelow(file, from)),
  );

/** The row with the longest folder that the file lies in. */
const layerOf = (file: string, layers: readonly Layer[]): Layer | undefined =>
  layers
    .filter(({ folder }) => isBelow(file, folder))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];

/** `lib/engine/ports` names lib/engine/ports.ts, lib/engine/ports-accounts.ts and what lies in a folder ports. */
function isBelow(path: string, folder: string): boolean {
  if (path === folder || path.startsWith(`${folder}/`)) return true;
  const isFile = folder.split("/").length > 2;
  return isFile && (path.startsWith(`${folder}.`) || path.startsWith(`${folder}-`));
}
