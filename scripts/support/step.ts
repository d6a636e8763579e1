import { spawn } from "node:child_process";
import { root } from "./run-foghorn.ts";

/** A test that failed: where it stands with its name, and what it said. */
export interface Failure {
  readonly title: string;
  readonly message: string;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
export const FAILED: Counts = { ...NOTHING, failed: 1 };

export const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (total, { passed, failed, skipped, failures }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
      failures: [...total.failures, ...failures],
    }),
    NOTHING,
  );

const SHOWN_LINES = 12;

/** What failed, once more and together, for it stands far above; then the closing line, exact, so that a machine can read it. */
export const closing = ({ passed, failed, skipped, failures }: Counts): string =>
  [
    ...failures.flatMap(({ title, message }) => [
      `FAILED ${title}`,
      ...message.split("\n", SHOWN_LINES).map((line) => `    ${line}`.trimEnd()),
    ]),
    `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
  ].join("\n");

/** In CI nothing may be left out. */
export const exitCodeOf = ({ failed, skipped }: Counts, isCi: boolean): number =>
  failed > 0 || (isCi && skipped > 0) ? 1 : 0;

const tool = (path: string) => (args: readonly string[]) => [process.execPath, path, ...args];

/** Tools are started by path, with the pinned Node. */
export const tools = {
  biome: tool("node_modules/@biomejs/biome/bin/biome"),
  tsc: tool("node_modules/typescript/bin/tsc"),
  knip: tool("node_modules/knip/bin/knip.js"),
  vitest: tool("node_modules/vitest/vitest.mjs"),
  playwright: tool("node_modules/@playwright/test/cli.js"),
  lab: tool("lab/lab.ts"),
} as const;

/** Runs a command to its end, its output shown; resolves with its exit code. */
export function run(
  argv: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<number> {
  const [program = "", ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...options.env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}

/** As `run`, and what it printed on stdout. */
export function read(
  argv: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly code: number; readonly text: string }> {
  const [program = "", ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, text }));
  });
}

/** One check that is right or wrong as a whole. */
export async function check(title: string, argv: readonly string[]): Promise<Counts> {
  const startedAt = Date.now();
  const code = await run(argv);
  process.stdout.write(`${title}: ${code === 0 ? "passed" : "FAILED"} (${seconds(startedAt)} s)\n`);
  if (code === 0) return { ...NOTHING, passed: 1 };
  return { ...FAILED, failures: [{ title, message: `It ended with ${code}; what it said stands above.` }] };
}

export const seconds = (startedAt: number): string => ((Date.now() - startedAt) / 1_000).toFixed(1);
