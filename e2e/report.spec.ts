import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { inspect } from "./support/axe.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { BEN, DESKTOP, goLive, openWindow, PHONE, type Window } from "./support/people.ts";
import { A_QUARTER, seedReport } from "./support/report-seed.ts";
import { invite, signInFirstAdmin } from "./support/sign-in.ts";

/* The report over a quarter that lies on the disk: read by a viewer, by keys, on a phone, on paper; and with little to tell. */

const home = mkdtempSync(join(tmpdir(), "foghorn-report-"));
let foghorn: RunningFoghorn;
let ben: Window;

test.describe.configure({ mode: "serial" });

async function viewer(browser: Browser): Promise<Window> {
  const ada = await signInFirstAdmin(browser, foghorn);
  return openWindow(await invite(ada, browser, foghorn, { ...BEN, role: "viewer" }), foghorn);
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  const dataDir = join(home, "quarter");
  await seedReport(dataDir, { ...A_QUARTER, now: Date.now() });
  foghorn = await startFoghorn({ daemons: [], dataDir });
  ben = await viewer(browser);
});
test.afterAll(async () => {
  await foghorn.stop();
  rmSync(home, { recursive: true, force: true });
});

const budgetOf = (page: Page, service: string) =>
  page.getByRole("img", { name: new RegExp(`^Error budget of ${service} `) });

test("the first sentence, four figures, the budget, months, services and limits", async () => {
  const { page } = ben;
  await goLive(page, "/report?service=shop/checkout");
  const main = page.getByRole("main");
  await expect(main).toContainText(
    /of five services met their target; .* missed it\. search\/api burns its budget now, \d+ times as fast as allowed over the last hour\. Seven incidents, none SEV 1; half were mitigated within 22 minutes\. Three of seven began in storage\./,
  );
  await expect(main).toContainText("SEV 1: 0, SEV 2: 3, SEV 3: 4");
  await expect(main).toContainText("INC-0007");
  await expect(budgetOf(page, "shop/checkout")).toBeVisible();
  await expect(main.getByRole("table", { name: "Availability by service" }).getByRole("row")).toHaveCount(6);
  await expect(main.getByRole("row", { name: /^Storage: / })).toContainText("3");
  await expect(main.getByRole("region", { name: "What these figures cannot say" })).toContainText(
    "app-1 for 14 min",
  );
  const rates = main.getByRole("table", { name: /^Burn rate by service/ });
  await expect(rates.getByRole("row", { name: /^search\/api \d{3} \d+ \d/ })).toBeVisible();
  await expect(main.getByRole("region", { name: "Burn rate" })).toContainText("lost nothing in 3 days");
  await inspect(page);
  await page.screenshot({ path: test.info().outputPath("report.png") });
});

test("the report of one service names the incidents of its own containers", async () => {
  const { page } = ben;
  await goLive(page, "/report?service=shop/storefront");
  await page.getByText("As a table").first().click();
  const budget = page.getByRole("table", { name: "Error budget of shop/storefront" });
  await expect(budget).toContainText("Memory limits too small");
  await expect(budget).not.toContainText("Checkout is killed again and again");
});

test("e saves the figures as CSV and JSON, with what they mean, as the address has them", async () => {
  const { page } = ben;
  await goLive(page, "/report?days=30");
  const saved = async (form: "CSV" | "JSON"): Promise<{ readonly name: string; readonly text: string }> => {
    await page.keyboard.press("e");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: form }).click(),
    ]);
    await expect(page.getByRole("menu")).toBeHidden();
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };
  const json = await saved("JSON");
  expect(json.name).toMatch(/^foghorn-report-30-days-\d{4}-\d\d-\d\d\.json$/);
  const report = JSON.parse(json.text);
  expect(report).toMatchObject({ format: "foghorn-report", version: 1, period: { days: 30, site: null } });
  expect(report.services).toHaveLength(5);
  const checkout = report.services.find((one: { service: string }) => one.service === "shop/checkout");
  expect(checkout.lostMs).toBeGreaterThan(0);
  expect(checkout.measuredMs + checkout.notMeasuredMs).toBeLessThanOrEqual(30 * 86_400_000);
  const csv = await saved("CSV");
  expect(csv.name).toMatch(/\.csv$/);
  const rows = csv.text.split("\r\n").slice(1, -1);
  expect(rows.filter((row) => row.startsWith("service,"))).toHaveLength(report.services.length);
  expect(rows.filter((row) => row.startsWith("incident,"))).toHaveLength(report.incidents.length);
  expect(rows.filter((row) => row.startsWith("definition,"))).toHaveLength(report.definitions.length);
  for (const { id, began } of report.incidents) expect(csv.text).toMatch(new RegExp(`${id},.*${began}`));
});

test("each drawing has a table that tells the same", async () => {
  const { page } = ben;
  await goLive(page, "/report?service=shop/checkout");
  await page.getByText("As a table").first().click();
  const budget = page.getByRole("table", { name: "Error budget of shop/checkout" });
  await expect(budget.getByRole("row")).toHaveCount(7);
  await expect(budget).toContainText("Firewall rules are gone");
  await expect(budget).toContainText("Checkout is killed again and again");
  // On the same host, and of a container of another service.
  await expect(budget).not.toContainText("Memory limits too small");
  await page.getByText("As a table").nth(1).click();
  await expect(page.getByRole("table", { name: "Time to mitigate by incident" })).toContainText(
    "set by a person",
  );
  await inspect(page);
});

test("keys choose the period and the service, and each view is an address", async () => {
  const { page } = ben;
  await goLive(page, "/report");
  await page.keyboard.press("1");
  await expect(page).toHaveURL(/days=30/);
  await expect(page.getByRole("button", { name: "30 days" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("main")).toContainText(", 30 days, all sites");
  await page.keyboard.press("3");
  await expect(page.getByRole("main")).toContainText("Availability is known since");
  await page.keyboard.press("2");
  await expect(page.getByRole("main")).toContainText(", 90 days, all sites");
  const first = await page.locator("[aria-current=true]").innerText();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(/service=/);
  await expect(page.locator("[aria-current=true]")).not.toHaveText(first);
  await page.keyboard.press("k");
  await expect(page.locator("[aria-current=true]")).toHaveText(first);
});

test("on paper there are the figures and no buttons", async () => {
  const { page } = ben;
  await page.goto("/report?service=shop/checkout");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByRole("heading", { name: "What these figures cannot say" })).toBeVisible();
  const foot = await page.evaluate(() =>
    document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join(),
  );
  expect(foot).toMatch(/Foghorn report, figures up to \d+ \w+ \d{4} \d\d:\d\d UTC".*90 days, all sites/);
  for (const format of ["A4", "Letter"] as const) {
    const pdf = await page.pdf({ format, path: test.info().outputPath(`report-${format}.pdf`) });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g), format).toHaveLength(2);
  }
  await page.emulateMedia({ media: "screen" });
});

test("on a phone nothing has to be pushed sideways", async () => {
  const { page } = ben;
  await page.setViewportSize(PHONE);
  await page.goto("/report");
  await expect(page.getByRole("heading", { name: "Services" })).toBeVisible();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  expect(await page.locator(".rep").evaluate((rep) => rep.scrollWidth - rep.clientWidth)).toBeLessThanOrEqual(
    0,
  );
  await inspect(page, true);
  await page.screenshot({ path: test.info().outputPath("phone.png") });
  await page.setViewportSize(DESKTOP);
  expect(ben.complaints).toEqual([]);
});

test("with one incident and a day of history it draws no conclusions", async ({ browser }) => {
  const dataDir = join(home, "young");
  const [newest] = A_QUARTER.incidents.slice(-1);
  const [checkout] = A_QUARTER.services;
  await seedReport(dataDir, {
    now: Date.now(),
    days: 2,
    services: checkout === undefined ? [] : [{ ...checkout, losses: [{ daysAgo: 1, minutes: 8 }] }],
    incidents: newest === undefined ? [] : [newest],
  });
  await foghorn.stop();
  foghorn = await startFoghorn({ daemons: [], dataDir });
  ben = await viewer(browser);
  await goLive(ben.page, "/report");
  const main = ben.page.getByRole("main");
  await expect(main).toContainText("One incident, SEV 2, mitigated within 29 minutes.");
  await expect(main).toContainText("nothing is known of the 90 days before");
  await expect(main).toContainText("Availability is known since");
  await inspect(ben.page);
  await ben.page.screenshot({ path: test.info().outputPath("young.png") });
  expect(ben.complaints).toEqual([]);
});
