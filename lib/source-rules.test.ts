import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/* Rules that no linter here knows, each with what it forbids written down once more as a planted case. */

const root = join(import.meta.dirname, "..");

interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly isExempt: (path: string) => boolean;
  readonly planted: string;
}

const RULES: readonly Rule[] = [
  {
    // On the one connection it swallows whatever others write meanwhile, and rolls it back with itself.
    name: "no interactive transaction",
    pattern: /\$transaction\(\s*(?:async\b|\(|function\b|\w+\s*=>)/,
    isExempt: (path) => path.endsWith(".test.ts"), // that it swallows writes is shown in one
    planted: "await db.$transaction(async (tx) => tx.account.count());",
  },
  {
    name: "child processes in one file of the gate, for migrations, and to print",
    pattern: /["'](?:node:)?child_process["']/,
    isExempt: (path) =>
      !/^(?:lib|app|components)\/|^(?:gate|server|proxy)\.ts$/.test(path) ||
      /\.test\.tsx?$|\/testing\//.test(path) ||
      ["lib/gate/exec.ts", "lib/adapters/prisma/migrate.ts", "lib/adapters/print/print-page.ts"].includes(
        path,
      ),
    planted: 'import { spawn } from "node:child_process";',
  },
  {
    name: "no code is made from text",
    pattern: /\beval\(|\bnew Function\(|["'](?:node:)?vm["']/,
    isExempt: () => false,
    planted: 'const run = new Function("return 1");',
  },
  {
    name: "no raw HTML",
    pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|rehype-raw/,
    isExempt: () => false,
    planted: "node.innerHTML = text;",
  },
  {
    name: "no certificate is taken unseen",
    pattern: /rejectUnauthorized:\s*false|NODE_TLS_REJECT_UNAUTHORIZED|StrictHostKeyChecking[= ]+no\b/,
    isExempt: (path) => path.startsWith("lab/"),
    planted: "const agent = new Agent({ rejectUnauthorized: false });",
  },
  {
    name: "nothing is switched off by comment",
    pattern:
      /biome-ignore|@ts-ignore|@ts-expect-error|@ts-nocheck|eslint-disable|\b(?:test|describe|it)\.(?:only|skip|todo)\b/,
    isExempt: () => false,
    planted: "// @ts-ignore",
  },
  {
    // A linter takes the underscore for a promise; what stands by itself and is used by nobody is dead.
    name: "nothing dead is kept under an underscore",
    pattern: /^\s*(?:export )?(?:const|let|(?:async )?function) _\w+\b/,
    isExempt: () => false,
    planted: "const _next = 1;",
  },
];

const files = globSync("{*.ts,{app,components,lib,scripts,bench,lab,e2e}/**/*.{ts,tsx,mjs}}", { cwd: root })
  .filter((path) => !path.startsWith("lib/generated/") && path !== "lib/source-rules.test.ts")
  .map((path) => ({ path, source: readFileSync(join(root, path), "utf8") }));

test.each(RULES)("$name", ({ pattern, isExempt, planted }) => {
  expect(files.length).toBeGreaterThan(100);
  expect(pattern.test(planted)).toBe(true);
  const found = files.flatMap(({ path, source }) =>
    source
      .split("\n")
      .flatMap((line, index) => (!isExempt(path) && pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
  expect(found).toEqual([]);
});
