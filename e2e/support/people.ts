import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { RunningFoghorn } from "./foghorn.ts";
import { watchPage } from "./sign-in.ts";

export const BEN = { name: "Ben", password: "four kettles on a hill" } as const;
export const DESKTOP = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

/** One person's browser window, and what it must not say in its console. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: readonly string[];
}

export async function openWindow(context: BrowserContext, foghorn: RunningFoghorn): Promise<Window> {
  const page = await context.newPage();
  return { context, page, complaints: watchPage(page, foghorn.url).complaints };
}

/** A page that hears keys and the server: what is pressed before is lost. */
export async function goLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
}

/** Ada makes a one-time link on People; Ben opens it, names himself and is in. */
export async function inviteOnScreen(ada: Page, browser: Browser, foghorn: RunningFoghorn): Promise<Window> {
  await ada.goto("/people");
  await ada
    .getByRole("group", { name: "Role", exact: true })
    .getByRole("button", { name: "operator" })
    .click();
  await ada.getByRole("button", { name: "Make the link" }).click();
  const link = await ada.getByRole("status").locator("code").innerText();
  const ben = await openWindow(
    await browser.newContext({ baseURL: foghorn.url, viewport: DESKTOP }),
    foghorn,
  );
  await ben.page.goto(link);
  await ben.page.getByLabel("Name, as others see it").fill(BEN.name);
  await ben.page.getByLabel("Password").fill(BEN.password);
  await ben.page.getByRole("button", { name: "Take the invitation" }).click();
  await expect(ben.page).toHaveURL(`${foghorn.url}/`);
  return ben;
}
