import type { Browser, BrowserContext, Page } from "@playwright/test";
import { changing } from "./ask.ts";
import { ADMIN, type RunningFoghorn } from "./foghorn.ts";

/** Makes the first admin with the printed setup code and gives a browser that is signed in. */
export async function signInFirstAdmin(browser: Browser, foghorn: RunningFoghorn): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: foghorn.url, viewport: { width: 1440, height: 900 } });
  const answer = await context.request.post("/api/setup", {
    headers: changing(foghorn.url),
    data: { code: foghorn.setupCode, name: ADMIN.name, password: ADMIN.password },
  });
  if (!answer.ok()) throw new Error(`setup was refused: ${answer.status()} ${await answer.text()}`);
  return context;
}

/** Another browser of the same person, or of someone who was invited. */
export async function signIn(
  browser: Browser,
  foghorn: RunningFoghorn,
  who: { readonly name: string; readonly password: string } = ADMIN,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: foghorn.url, viewport: { width: 1440, height: 900 } });
  const answer = await context.request.post("/api/sign-in", { headers: changing(foghorn.url), data: who });
  if (!answer.ok()) throw new Error(`sign-in was refused: ${answer.status()} ${await answer.text()}`);
  return context;
}

/** Invites someone with a role by the one-time link and signs them in. */
export async function invite(
  admin: BrowserContext,
  browser: Browser,
  foghorn: RunningFoghorn,
  who: { readonly name: string; readonly password: string; readonly role: "viewer" | "operator" | "admin" },
): Promise<BrowserContext> {
  const made = await admin.request.post("/api/invites", {
    headers: changing(foghorn.url),
    data: { role: who.role },
  });
  if (!made.ok()) throw new Error(`invite was refused: ${made.status()} ${await made.text()}`);
  const { token } = (await made.json()) as { token: string };
  const context = await browser.newContext({ baseURL: foghorn.url, viewport: { width: 1440, height: 900 } });
  const accepted = await context.request.post("/api/invites/accept", {
    headers: changing(foghorn.url),
    data: { token, name: who.name, password: who.password },
  });
  if (!accepted.ok())
    throw new Error(`the invite was not accepted: ${accepted.status()} ${await accepted.text()}`);
  return context;
}

/** Collects what must stay empty: errors and policy violations in the console, requests elsewhere. */
export function watchPage(page: Page, url: string): { readonly complaints: readonly string[] } {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http") && host !== new URL(url).host)
      complaints.push(`request to ${request.url()}`);
  });
  return { complaints };
}
