import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { WebSocket } from "ws";
import { changing } from "./support/ask.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { invite, signIn, watchPage } from "./support/sign-in.ts";

/* The edge as it is built and started: no engine is watched here. */

test.describe.configure({ mode: "serial" });

let foghorn: RunningFoghorn;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  foghorn = await startFoghorn({ daemons: [] });
});
test.afterAll(() => foghorn.stop());

const PAGES = ["/", "/hosts", "/incidents", "/runbooks", "/account", "/people", "/audit", "/settings"];
const KOFI = { name: "Kofi", password: "nine herons on a wall", role: "viewer" } as const;

test("somebody new sets Foghorn up, is signed in, and setup is gone for good", async ({ browser }) => {
  const stranger = await browser.newContext({ baseURL: foghorn.url });
  const page = await stranger.newPage();
  const seen = watchPage(page, foghorn.url);
  await page.goto("/incidents");
  await expect(page).toHaveURL(/\/setup$/);
  await page.getByLabel(/setup code/i).fill(foghorn.setupCode ?? "");
  await page.getByLabel(/your name/i).fill("Ada");
  await page.getByLabel(/password/i).fill("correct horse battery staple");
  await page.getByRole("button", { name: /owner/i }).click();
  await expect(page.getByRole("heading", { name: /which engines/i })).toBeVisible();
  const again = await page.request.post("/api/setup", {
    headers: changing(foghorn.url),
    data: { code: foghorn.setupCode, name: "Eve", password: "correct horse battery staple" },
  });
  expect(again.status()).toBe(404);
  expect(seen.complaints).toEqual([]);
});

test("no page breaks its own content policy, and each comes alive", async ({ browser }) => {
  const context = await signIn(browser, foghorn);
  const page = await context.newPage();
  const seen = watchPage(page, foghorn.url);
  for (const path of PAGES) {
    const live = page.waitForEvent("websocket", (socket) => socket.url().endsWith("/live"));
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    const policy = response?.headers()["content-security-policy"] ?? "";
    expect(policy, path).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic';/);
    expect(policy.match(/unsafe/g), path).toHaveLength(1);
    expect(policy, path).toContain("style-src-attr 'unsafe-inline'");
    // The socket is opened by a script of the page: without its nonce nothing would have run.
    await live;
  }
  expect(seen.complaints).toEqual([]);
});

test("a page nobody may open says that nothing is here", async ({ browser }) => {
  const admin = await signIn(browser, foghorn);
  const viewer = await invite(admin, browser, foghorn, KOFI);
  const page = await viewer.newPage();
  expect((await page.goto("/people"))?.status()).toBe(404);
  expect((await page.goto("/hosts"))?.status()).toBe(200);
});

test("a sign-in that ends closes its sockets and its pages", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: foghorn.url });
  const headers = changing(foghorn.url);
  await context.request.post("/api/sign-in", { headers, data: { name: KOFI.name, password: KOFI.password } });
  const [cookie] = await context.cookies();
  const socket = new WebSocket(`${foghorn.url.replace("http", "ws")}/live`, {
    headers: { cookie: `${cookie?.name}=${cookie?.value}`, origin: foghorn.url },
  });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const startedAt = Date.now();
  expect((await context.request.delete("/api/account/logins", { headers, data: {} })).status()).toBe(204);
  expect(await closed).toBe(4401);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  const page = await context.newPage();
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("Ctrl-C ends both processes within three seconds, and a second start reaches its page within five", async () => {
  const [gate, web] = [foghorn.pid("gate"), foghorn.pid("web")];
  expect([gate, web].every((pid) => pid !== undefined)).toBe(true);
  const dataDir = mkdtempSync(join(tmpdir(), "foghorn-again-"));
  const other = await startFoghorn({ daemons: [], dataDir });
  const stoppedAt = Date.now();
  const pids = [other.pid("gate"), other.pid("web")];
  await other.stop();
  expect(Date.now() - stoppedAt).toBeLessThan(3_000);
  for (const pid of pids) expect(() => process.kill(pid ?? 0, 0)).toThrow();
  const startedAt = Date.now();
  const again = await startFoghorn({ daemons: [], dataDir });
  const response = await fetch(`${again.url}/setup`);
  expect(response.status).toBe(200);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  await again.stop();
  rmSync(dataDir, { recursive: true });
});
