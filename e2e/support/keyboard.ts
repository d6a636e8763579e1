import { expect, type Page } from "@playwright/test";

/** More stops than any screen of a fresh Foghorn has. */
const MOST_STOPS = 120;

/** What has the focus, as a screen reader names it: its label, else its own words. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return "";
    const labels =
      at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels : undefined;
    return (at.ariaLabel ?? labels?.[0]?.innerText ?? at.innerText).trim();
  });

/** Tab, as often as it takes. The first stop may be it already. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const now = await focused(page);
    if (name.test(now)) return;
    passed.push(now.slice(0, 40));
    await page.keyboard.press("Tab");
  }
  expect(passed, `no stop of the Tab key is called ${name}`).toContain(name);
}

/** Nothing but keys from here on: whoever uses the pointer after all is told. */
export async function withoutPointer(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const count = { pointers: 0 };
    Object.assign(window, { foghornPointers: count });
    addEventListener("pointerdown", (event) => {
      if (event.isTrusted) count.pointers += 1;
    });
  });
  return () =>
    page.evaluate(
      () => (window as unknown as { foghornPointers: { pointers: number } }).foghornPointers.pointers,
    );
}
