import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { ADMIN, type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { DESKTOP, openWindow, type Window } from "./support/people.ts";

/* The first minutes of somebody who starts Foghorn on a machine without Docker, and a typing mistake later. */

const ENGINE = { id: "far-away", url: "ssh://root@192.0.2.1" } as const; // an address for documentation: nobody answers

let foghorn: RunningFoghorn;
let window: Window;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  foghorn = await startFoghorn({
    daemons: "found",
    // Plain TCP is found and not tried: a person would have to say so in the file.
    env: { DOCKER_HOST: "tcp://192.0.2.2:2375" },
  });
  window = await openWindow(await browser.newContext({ baseURL: foghorn.url, viewport: DESKTOP }), foghorn);
});
test.afterAll(() => foghorn.stop());

test("the code of the terminal, and no other, makes the first admin", async () => {
  const { page } = window;
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page.getByLabel("Setup code")).toBeFocused();
  expect(readFileSync(`${foghorn.dataDir}/setup-code`, "utf8").trim()).toBe(foghorn.setupCode);
  await page.getByLabel("Setup code").fill("0000-0000-0000");
  await page.getByLabel("Your name, as others see it").fill(ADMIN.name);
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByRole("button", { name: "Become the owner" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /code/ })).toBeVisible();
  await page.getByLabel("Setup code").fill(foghorn.setupCode ?? "");
  await page.getByRole("button", { name: "Become the owner" }).click();
  await expect(page.getByRole("heading", { name: "Which engines should Foghorn watch?" })).toBeVisible();
});

test("without an engine the page says what was tried and what each answered", async () => {
  const { page } = window;
  const tried = page.getByRole("main").getByRole("listitem");
  await expect(tried.filter({ hasText: "tcp://192.0.2.2:2375" }).first()).toContainText("TCP without TLS");
  await expect(tried.filter({ hasText: "unix:///run/docker.sock" }).first()).toContainText(
    "There is no socket",
  );
  await expect(page.getByText("systemctl status docker.service docker.socket")).toBeVisible();
  await page.getByLabel("Another engine").fill("ssh://ops@192.0.2.3");
  await expect(page.getByText("These lines belong into")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("engines.png") });
  await page.getByRole("link", { name: "Go on without an engine" }).click();
  await expect(page.getByRole("heading", { name: "No engine is watched yet" })).toBeVisible();
  await expect(page.getByText("tcp://192.0.2.2:2375")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("no-engines.png") });
});

test("a file that appears is read; a mistake in it is named by its place and changes nothing", async () => {
  const { page } = window;
  foghorn.configure([ENGINE]);
  const glyph = page
    .getByRole("region", { name: "Fleet" })
    .getByRole("link", { name: new RegExp(ENGINE.id) });
  await expect(glyph.first()).toBeVisible();

  writeFileSync(
    foghorn.configFile,
    `daemons:\n  - id: ${ENGINE.id}\n    url: ${ENGINE.url}\n    lables: {}\n`,
  );
  const banner = page.getByRole("status").filter({ hasText: "What was in force stays in force." });
  await expect(banner).toContainText(`${foghorn.configFile}:4:5`);
  await expect(banner).toContainText("labels");
  await expect(glyph.first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("mistake.png") });

  foghorn.configure([{ ...ENGINE, id: "also-far-away" }]);
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole("link", { name: /also-far-away/ }).first()).toBeVisible();
});

test("signed out everywhere, every window asks for name and password", async ({ browser }) => {
  const { page } = window;
  const other = await openWindow(
    await browser.newContext({ baseURL: foghorn.url, viewport: DESKTOP }),
    foghorn,
  );
  await other.page.goto("/incidents");
  await expect(other.page).toHaveURL(/\/sign-in/);
  await other.page.getByLabel("Name").fill(ADMIN.name);
  await other.page.getByLabel("Password").fill("not my password at all");
  await other.page.getByRole("button", { name: "Sign in" }).click();
  await expect(other.page.getByRole("alert").filter({ hasText: "Name or password is wrong" })).toBeVisible();
  await other.page.getByLabel("Password").fill(ADMIN.password);
  await other.page.getByRole("button", { name: "Sign in" }).click();
  await expect(other.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(other.page).not.toHaveURL(/\/sign-in/);

  await other.page.getByRole("button", { name: /account, theme, keys/ }).click();
  await other.page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(other.page).toHaveURL(/\/sign-in/);
  await other.page.getByLabel("Name").fill(ADMIN.name);
  await other.page.getByLabel("Password").fill(ADMIN.password);
  await other.page.getByRole("button", { name: "Sign in" }).click();
  await expect(other.page).not.toHaveURL(/\/sign-in/);

  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(other.page).toHaveURL(/\/sign-in/);
});

test("no window complained of more than the refusals that were asked for", () => {
  // The same refusal of a window whose socket asked again before its page was gone.
  const refusal = /status of 40[13]|WebSocket .* HTTP Authentication failed/;
  expect(window.complaints.filter((text) => !refusal.test(text))).toEqual([]);
});
