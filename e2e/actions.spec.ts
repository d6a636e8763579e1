import { expect, type Page } from "@playwright/test";
import { inHost, sshConfig } from "../lab/api.ts";
import { inspect } from "./support/axe.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { asDaemons, healAll, test } from "./support/lab-hosts.ts";
import { goLive, openWindow, type Window } from "./support/people.ts";
import { signInFirstAdmin } from "./support/sign-in.ts";

/* What is done to a real host from its page and from the room, what is refused, and what is taken back. */

let foghorn: RunningFoghorn;
let ada: Window;
let page: Page;
let host: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ hosts, browser }) => {
  test.setTimeout(300_000);
  host = hosts.new.name;
  foghorn = await startFoghorn({
    daemons: asDaemons(hosts),
    sshConfig: sshConfig(),
    actions: [{ verbs: ["container.start", "container.stop", "container.restart"], hosts: [host] }],
  });
  ada = await openWindow(await signInFirstAdmin(browser, foghorn), foghorn);
  page = ada.page;
});
test.afterAll(async ({ hosts }) => {
  await healAll(hosts);
  await foghorn.stop();
});

const onHost = async (...argv: string[]): Promise<string> =>
  (await inHost(host, argv, { deadlineMs: 30_000 })).stdout.trim();
const stateOf = (name: string) => onHost("docker", "inspect", "-f", "{{.State.Status}}", name);
const dialog = () => page.getByRole("dialog");
const checked = () => dialog().getByText("same id, name, start and state");

/** From the open choice to the question for the name of the host. */
async function choose(container: RegExp, act: RegExp): Promise<void> {
  const subject = dialog().getByLabel("What", { exact: true });
  const label = (await subject.locator("option").allInnerTexts()).find((text) => container.test(text));
  await subject.selectOption({ label: label ?? "" });
  await dialog().getByRole("button", { name: act }).click();
  await expect(checked()).toBeVisible();
}

test("a container is stopped from its host's list, told in an incident that is opened for it, and started again by undo", async () => {
  await goLive(page, `/hosts/${host}?tab=containers`);
  await expect(page.getByRole("link", { name: "cache" })).toBeVisible();
  await page.keyboard.press(".");
  await expect(dialog()).toContainText("What");
  await inspect(page);
  await choose(/^cache,/, /^Stop container/);
  await inspect(page);
  await page.keyboard.type(host);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/incidents\/INC-\d+$/);
  const actions = page.getByRole("list", { name: "Guarded actions" });
  await expect(actions).toContainText("Docker answered 204");
  expect(await stateOf("cache")).toBe("exited");
  await inspect(page);
  await actions.getByRole("button", { name: /^Undo: Start container/ }).click();
  await expect(checked()).toBeVisible();
  await page.keyboard.type(host);
  await page.keyboard.press("Enter");
  await expect(actions.getByText("Docker answered 204")).toHaveCount(2);
  expect(await stateOf("cache")).toBe("running");
});

test("while the dialog is open a container that is made anew is told, and nothing can be run on it", async () => {
  await onHost("docker", "run", "-d", "--name", "victim", "foghorn/bb:1", "sleep", "600");
  await goLive(page, `/hosts/${host}?tab=containers`);
  await expect(page.getByRole("link", { name: "victim" })).toBeVisible();
  await page.keyboard.press(".");
  await choose(/^victim,/, /^Restart container/);
  await page.keyboard.type(host);
  await onHost("sh", "-c", "docker rm -f victim; docker run -d --name victim foghorn/bb:1 sleep 600");
  await expect(dialog().getByText(/Refused, nothing is run: victim is gone/)).toBeVisible();
  await expect(dialog().getByRole("button", { name: /^Restart container/ })).toBeDisabled();
  await inspect(page);
  await page.keyboard.press("Escape");
  await onHost("docker", "rm", "-f", "victim");
});

test("what the gate may not do says what would allow it, and gives the command", async ({ hosts }) => {
  await goLive(page, `/hosts/${hosts.old.name}?tab=containers`);
  await expect(page.getByRole("link", { name: "cache" })).toBeVisible();
  await page.keyboard.press(".");
  await expect(dialog().getByText("docker stop --time 10").first()).toBeVisible();
  await expect(dialog().getByRole("button", { name: /^Stop container/ })).toHaveCount(0);
  await dialog()
    .getByText(/what would allow it/)
    .first()
    .click();
  await expect(dialog()).toContainText(`{verbs: [container.restart], hosts: [${hosts.old.name}]}`);
  await page.keyboard.press("Escape");
});

test("the window did not complain", () => {
  expect(ada.complaints).toEqual([]);
});
