import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What a theme can change: both have the same elements in the same places. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds on the page as it stands, in both themes, in words that name the place. With `isTouched` also what a
 * finger would miss: below 24 px, unless nothing else is near.
 */
export async function inspect(target: Page, isTouched = false): Promise<void> {
  for (const theme of ["dark", "light"] as const) {
    await target.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    // No page has frames: axe need not open a page of its own to put their findings together.
    const axe = new AxeBuilder({ page: target }).setLegacyMode();
    const { violations } = await axe
      .options({
        ...(theme === "dark"
          ? { rules: { "target-size": { enabled: isTouched } } }
          : { runOnly: { type: "rule", values: COLOUR_RULES } }),
        resultTypes: ["violations"],
      })
      .analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${theme} ${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    );
    expect.soft(found, new URL(target.url()).pathname).toEqual([]);
  }
}

/** Opens a dialog by its key, looks at it in both themes and closes it. */
export async function inspectDialog(page: Page, keys: string, words: string | RegExp): Promise<void> {
  const dialog = page.getByRole("dialog");
  await page.keyboard.press(keys);
  await expect(dialog).toContainText(words);
  await inspect(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
}
