import type { Page } from "@playwright/test";

/** Timers turn once a second, and the page is read a moment after. */
const TOLERANCE_S = 2;
const DAY_S = 86_400;

interface ShownTimer {
  /** "Since detection since 09:30:00 UTC". */
  readonly label: string;
  readonly text: string;
}

const timersOf = (page: Page): Promise<readonly ShownTimer[]> =>
  page
    .locator(".strip [role=timer]")
    .evaluateAll((all) =>
      all.map((timer) => ({ label: timer.getAttribute("aria-label") ?? "", text: timer.textContent })),
    );

/** What each running timer of a room counts from, by its name. */
export const timerNames = async (page: Page): Promise<readonly string[]> =>
  (await timersOf(page)).map(({ label }) => label);

/** Running timers that do not show the time from their beginning until now. */
export async function wrongTimers(page: Page): Promise<readonly string[]> {
  const timers = await timersOf(page);
  const nowS = (Date.now() / 1_000) % DAY_S;
  return timers
    .filter(({ label, text }) => {
      const fromS = secondsOf(/ since (\d\d:\d\d:\d\d) UTC$/.exec(label)?.[1] ?? "");
      const passedS = (nowS - fromS + DAY_S) % DAY_S;
      return !(Math.abs(passedS - secondsOf(text)) <= TOLERANCE_S);
    })
    .map(({ label, text }) => `${label}: ${text}`);
}

/** Of "1:02:16" or "16:24". */
const secondsOf = (text: string): number =>
  text.split(":").reduce((sum, part) => sum * 60 + Number.parseInt(part, 10), 0);
