import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf } from "#lib/domain/errors.ts";
import { countsOfPlaywright, countsOfVitest, type PlaywrightReport, type VitestReport } from "./reports.ts";
import { type Counts, check, FAILED, NOTHING, read, run, seconds, tools } from "./step.ts";

/** All that needs neither a browser nor the lab, side by side: most of the unit tests' time is waiting. */
export async function checksAndUnits(): Promise<readonly Counts[]> {
  const [checks, unit] = await Promise.all([staticChecks(), vitest("unit")]);
  return [...checks, unit];
}

/** Format, lint, types and dead code. Import boundaries and source rules are unit tests. */
async function staticChecks(): Promise<Counts[]> {
  return [
    await check("Format", tools.biome(["format", "."])),
    await check("Lint", tools.biome(["lint", "--error-on-warnings", "."])),
    await check("Types", tools.tsc(["--noEmit", "-p", "."])),
    await check("Dead code", tools.knip([])),
  ];
}

const PROJECTS = {
  unit: ["--project", "domain", "--project", "unit"],
  lab: ["--project", "lab", "--project", "lab-alone"],
} as const;

export async function vitest(
  group: keyof typeof PROJECTS,
  env: Readonly<Record<string, string>> = {},
): Promise<Counts> {
  const args = ["run", ...PROJECTS[group], "--reporter=default", "--reporter=json"];
  return withReport(`Tests (${group})`, async (file) => {
    const code = await run(tools.vitest([...args, `--outputFile.json=${file}`]), { env });
    const counts = countsOfVitest(JSON.parse(readFileSync(file, "utf8")) as VitestReport);
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  });
}

export async function playwright(env: Readonly<Record<string, string>> = {}): Promise<Counts> {
  return withReport("Tests (browser)", async (file) => {
    const code = await run(tools.playwright(["test", "--reporter=list,json"]), {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    });
    const counts = countsOfPlaywright(JSON.parse(readFileSync(file, "utf8")) as PlaywrightReport);
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  });
}

async function withReport(title: string, use: (file: string) => Promise<Counts>): Promise<Counts> {
  const directory = mkdtempSync(join(tmpdir(), "foghorn-report-"));
  const startedAt = Date.now();
  try {
    return await use(join(directory, "report.json"));
  } catch (error) {
    return { ...FAILED, failures: [{ title, message: messageOf(error) }] };
  } finally {
    rmSync(directory, { recursive: true, force: true });
    process.stdout.write(`${title}: ${seconds(startedAt)} s\n`);
  }
}

/** How many tests would have run: what cannot run here is skipped by number. */
export async function skippedVitest(group: keyof typeof PROJECTS): Promise<Counts> {
  const { code, text } = await read(tools.vitest(["list", ...PROJECTS[group], "--json"]));
  if (code !== 0) return FAILED;
  return { ...NOTHING, skipped: (JSON.parse(text) as readonly unknown[]).length };
}

export async function skippedPlaywright(): Promise<Counts> {
  const { code, text } = await read(tools.playwright(["test", "--list", "--reporter=json"]));
  if (code !== 0) return FAILED;
  const { stats } = JSON.parse(text) as PlaywrightReport;
  return { ...NOTHING, skipped: stats.expected + stats.skipped };
}
