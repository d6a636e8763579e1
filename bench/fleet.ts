import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { mainThreadTasks } from "./main-thread.ts";
import type { BenchResult } from "./result.ts";
import { withWatchedLab } from "./watched-lab.ts";

/*
 * npm run bench -- fleet: Watch with 200 hosts in a real browser. Two are lab hosts, 198 are played from a recording and
 * say so; 22 of these share one fault. What is measured is the browser's main thread while somebody reads and walks
 * the list: each task of 50 ms or more is one that a key press had to wait for.
 */

const FLEET = join(import.meta.dirname, "../demo/fleet.json");
const HOSTS = { all: 200, recorded: 198, alike: 22 } as const;
const MEASURED_MS = 60_000;
const STORM_WITHIN_MS = 180_000;
const KEY_EVERY_MS = 3_000;
const KEYS = ["j", "ArrowRight", "ArrowLeft", "k"] as const;
const LIMIT_MS = 50;

export async function run(): Promise<BenchResult> {
  const missed: string[] = [];
  let figures: BenchResult["figures"] = {};
  await withWatchedLab(
    ["20", "26"],
    async ({ page }) => {
      const row = page.locator(`[data-mode="daemon-hung"][data-hosts="${HOSTS.alike}"]`);
      await row.waitFor({ timeout: STORM_WITHIN_MS });
      // What follows a first page, such as fonts and code of other screens, is not the list's.
      await page.waitForLoadState("networkidle").catch(() => undefined);
      // Said while it lasts: the fault of the recording ends within the minute that is measured, and begins anew.
      const shown = {
        fleet: await page.locator(".fstrip .sub").first().innerText(),
        rows: await page.locator("[data-symptom]").count(),
        rowsOfTheFault: await page.locator('[data-mode="daemon-hung"]').count(),
        place: await row.locator(".wwhat .ell").first().innerText(),
      };
      const tasks = await mainThreadTasks(page, () => walk(page));
      const long = tasks.filter(({ durationMs }) => durationMs >= LIMIT_MS);
      figures = {
        ...shown,
        measuredMs: MEASURED_MS,
        tasks: tasks.length,
        longTasks: long.length,
        longestMs: Math.round(Math.max(...tasks.map(({ durationMs }) => durationMs))),
        longestCpuMs: Math.round(Math.max(...tasks.map(({ cpuMs }) => cpuMs))),
        cpuMs: Math.round(tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0)),
        load: Number((loadavg()[0] ?? 0).toFixed(1)),
      };
      if (!(await page.getByText(`${HOSTS.recorded} engines recorded`).isVisible())) {
        missed.push("the page does not say that hosts are recorded");
      }
      if (tasks.length === 0) missed.push("the browser tells nothing of its tasks");
      for (const { atMs, durationMs, cpuMs } of long) {
        missed.push(
          `a task of ${Math.round(durationMs)} ms after ${Math.round(atMs / 1_000)} s, target under ${LIMIT_MS} ms; of a core it had ${Math.round(cpuMs)} ms`,
        );
      }
      if (shown.rowsOfTheFault !== 1) missed.push("one fault on many hosts is not one row");
    },
    { FOGHORN_FLEET: FLEET },
  );
  process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
  return { figures, missed };
}

/** A key every so often, as somebody who reads and walks the list. */
async function walk(page: Page): Promise<void> {
  const until = Date.now() + MEASURED_MS;
  for (let pressed = 0; Date.now() < until; pressed += 1) {
    await pause(KEY_EVERY_MS);
    await page.keyboard.press(KEYS[pressed % KEYS.length] ?? "j");
  }
}
