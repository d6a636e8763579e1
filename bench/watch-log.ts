import type { Page } from "@playwright/test";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import { MODE_IDS } from "#lib/domain/symptom.ts";

/** One thing Watch showed, at the moment it was on the screen. */
export interface Sighting {
  readonly at: number;
  readonly mode: string;
  readonly host: string;
  readonly state: string;
  readonly part: string;
  readonly subject: string;
  readonly evidence: string;
  /** State in which the row's glyph draws that part. */
  readonly partState: string;
  /** Greyed, and in no count. */
  readonly isMuted: boolean;
  /** Other modes that the row says are its effects: one cause, one row. */
  readonly explains: readonly string[];
}

/** Its row said that the fault was there. */
export const isLit = ({ state }: Sighting): boolean => state === "seen" || state === "raised";

export interface WatchLog {
  readonly all: () => Promise<readonly Sighting[]>;
}

/**
 * Notes on a Host page how many risks of each mode stand there: `subject` is their number, and fewer of them
 * are a sighting with the state "gone".
 */
export async function logRisks(page: Page, host: string): Promise<WatchLog> {
  const drawer = page.getByRole("region", { name: "Risks" }).getByRole("button", { name: "Risks" });
  if ((await drawer.getAttribute("aria-expanded")) === "false") await drawer.click();
  await page.evaluate(
    ({ host, part }: { host: string; part: Record<string, string> }) => {
      const seen: Record<string, unknown>[] = [];
      const counts = new Map<string, number>();
      Object.assign(window, { foghornSightings: seen });
      const note = (mode: string, count: number, evidence: string) => {
        const before = counts.get(mode) ?? 0;
        if (before === count) return;
        counts.set(mode, count);
        const state = count > before ? "seen" : "gone";
        seen.push({
          at: Date.now(),
          mode,
          host,
          subject: String(count),
          state,
          part: part[mode] ?? "",
          partState: "warn",
          evidence,
          isMuted: false,
          explains: [],
        });
      };
      const look = () => {
        const present = new Set<string>();
        for (const row of document.querySelectorAll<HTMLElement>(".riskrow[data-mode]")) {
          const { mode = "", count } = row.dataset;
          present.add(mode);
          note(mode, Number(count), row.textContent?.trim() ?? "");
        }
        for (const mode of counts.keys()) if (!present.has(mode)) note(mode, 0, "");
        requestAnimationFrame(look);
      };
      look();
    },
    { host, part: Object.fromEntries(MODE_IDS.map((id) => [id, ABOUTS[id].part])) },
  );
  return readLog(page);
}

const readLog = (page: Page): WatchLog => ({
  all: () => page.evaluate(() => (window as unknown as { foghornSightings: Sighting[] }).foghornSightings),
});

/**
 * Notes each new state of each symptom row of Watch at the frame in which it is drawn, with this
 * machine's clock. What is measured is what a person could have read.
 */
export async function logWatch(page: Page): Promise<WatchLog> {
  await page.evaluate(() => {
    const seen: Record<string, unknown>[] = [];
    const known = new Map<string, string>();
    Object.assign(window, { foghornSightings: seen });
    const look = () => {
      const present = new Set<string>();
      for (const row of document.querySelectorAll<HTMLElement>("[data-symptom][data-mode]")) {
        const { mode, subject, part, partState, alike } = row.dataset;
        const explains = row.dataset.explains?.split(" ") ?? [];
        // A row may stand for several hosts; each has a state of its own.
        const hosts = alike?.split(" ") ?? [`${row.dataset.host}:${row.dataset.state}`];
        for (const each of hosts) {
          const [host, state] = each.split(":");
          const key = JSON.stringify([host, mode, subject]);
          present.add(key);
          const signature = `${state} ${partState} ${explains.join(" ")}`;
          if (known.get(key) === signature) continue;
          known.set(key, signature);
          const evidence = row.querySelector("[data-evidence]")?.textContent?.trim() ?? "";
          const isMuted = row.classList.contains("muted");
          const sighting = { mode, host, subject, state, part, partState, evidence, isMuted, explains };
          seen.push({ at: Date.now(), ...sighting });
        }
      }
      for (const key of known.keys()) {
        if (present.has(key)) continue;
        known.delete(key);
        const [host, mode, subject] = JSON.parse(key) as readonly string[];
        seen.push({
          at: Date.now(),
          mode,
          host,
          state: "gone",
          part: "",
          subject,
          evidence: "",
          partState: "",
          isMuted: false,
          explains: [],
        });
      }
      requestAnimationFrame(look);
    };
    look();
  });
  return readLog(page);
}

/** The first sighting from `at` on that matches; undefined when none came within `withinMs` from now. */
export async function firstAfter(
  log: WatchLog,
  at: number,
  withinMs: number,
  matches: (one: Sighting) => boolean,
): Promise<Sighting | undefined> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = (await log.all()).find((one) => one.at >= at && matches(one));
    if (found !== undefined || Date.now() >= until) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
