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
  /** State in which the host's glyph draws that part. */
  readonly glyph: string;
}

/**
 * Notes each new state of each symptom row of Watch at the frame in which it is drawn, with this
 * machine's clock. What is measured is what a person could have read.
 */
export async function logWatch(page: Page): Promise<{ readonly all: () => Promise<readonly Sighting[]> }> {
  await page.evaluate(() => {
    const seen: Record<string, unknown>[] = [];
    const known = new Map<string, string>();
    Object.assign(window, { foghornSightings: seen });
    const look = () => {
      const present = new Set<string>();
      for (const row of document.querySelectorAll<HTMLElement>("[data-symptom-mode]")) {
        const { symptomMode, symptomHost, symptomState, symptomPart, symptomSubject } = row.dataset;
        const key = `${symptomHost}/${symptomMode}/${symptomSubject}`;
        present.add(key);
        const glyph =
          row.querySelector<HTMLElement>(`[data-part="${symptomPart}"]`)?.dataset["state"] ??
          document.querySelector<HTMLElement>(
            `[data-fleet-host="${symptomHost}"] [data-part="${symptomPart}"]`,
          )?.dataset["state"] ??
          "";
        const signature = `${symptomState} ${glyph}`;
        if (known.get(key) === signature) continue;
        known.set(key, signature);
        seen.push({
          at: Date.now(),
          mode: symptomMode,
          host: symptomHost,
          state: symptomState,
          part: symptomPart,
          subject: symptomSubject,
          evidence: row.querySelector("[data-symptom-evidence]")?.textContent?.trim() ?? "",
          glyph,
        });
      }
      for (const key of known.keys()) {
        if (present.has(key)) continue;
        known.delete(key);
        const [host, mode, subject] = key.split("/");
        seen.push({ at: Date.now(), mode, host, state: "gone", part: "", subject, evidence: "", glyph: "" });
      }
      requestAnimationFrame(look);
    };
    look();
  });
  return {
    all: () => page.evaluate(() => (window as unknown as { foghornSightings: Sighting[] }).foghornSightings),
  };
}
