import type { Page } from "@playwright/test";

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
}

export interface WatchLog {
  readonly all: () => Promise<readonly Sighting[]>;
}

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
        const { mode, host, subject, state, part, partState } = row.dataset;
        const key = `${host}/${mode}/${subject}`;
        present.add(key);
        const signature = `${state} ${partState}`;
        if (known.get(key) === signature) continue;
        known.set(key, signature);
        const evidence = row.querySelector("[data-evidence]")?.textContent?.trim() ?? "";
        seen.push({ at: Date.now(), mode, host, subject, state, part, partState, evidence });
      }
      for (const key of known.keys()) {
        if (present.has(key)) continue;
        known.delete(key);
        const [host, mode, subject] = key.split("/");
        seen.push({
          at: Date.now(),
          mode,
          host,
          state: "gone",
          part: "",
          subject,
          evidence: "",
          partState: "",
        });
      }
      requestAnimationFrame(look);
    };
    look();
  });
  return {
    all: () => page.evaluate(() => (window as unknown as { foghornSightings: Sighting[] }).foghornSightings),
  };
}

/** The first sighting from `at` on that matches; undefined when none came within `withinMs` from now. */
export async function firstAfter(
  log: WatchLog,
  at: number,
  withinMs: number,
  matches: (one: Sighting) => boolean,
): Promise<Sighting | undefined> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    const found = (await log.all()).find((one) => one.at >= at && matches(one));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return undefined;
}
