import { expect } from "@playwright/test";
import { inHost, sshConfig } from "../lab/api.ts";
import { incidentOf } from "./support/entries.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { asDaemons, type LabHosts, test } from "./support/lab-hosts.ts";
import { goLive, openWindow, type Window } from "./support/people.ts";
import { signInFirstAdmin } from "./support/sign-in.ts";

/* One compose service on two hosts: what breaks on both is one incident where an admin says so, and a person can override it. */

const NAME = "shop-api-1";
const MAKE = `docker rm --force ${NAME} >/dev/null 2>&1
docker run --detach --name ${NAME} --label foghorn.lab=fault \
  --label com.docker.compose.project=shop --label com.docker.compose.service=api \
  --health-cmd 'test -e /tmp/ready || { echo "payment provider does not answer"; exit 1; }' \
  --health-interval 1s --health-timeout 2s --health-retries 2 foghorn/bb:1 \
  sh -c 'trap "exit 0" TERM; touch /tmp/ready; while :; do sleep 3600 & wait $!; done'
until test "$(docker inspect --format '{{.State.Health.Status}}' ${NAME})" = healthy; do sleep 0.1; done`;

let foghorn: RunningFoghorn;
let ada: Window;

test.describe.configure({ mode: "serial" });

const on = async (host: string, script: string): Promise<void> => {
  const { code, stderr } = await inHost(host, ["sh", "-c", script]);
  if (code !== 0) throw new Error(`${host}: ${stderr}`);
};
const everywhere = (hosts: LabHosts, script: string): Promise<unknown> =>
  Promise.all(Object.values(hosts).map(({ name }) => on(name, script)));
const breakIt = (host: string): Promise<void> => on(host, `docker exec ${NAME} rm /tmp/ready`);
const row = (host: string) => ada.page.locator(`[data-mode="container-unhealthy"][data-host="${host}"]`);
/** Docker's own retries, and the minute that tells a fault from a restart. */
const RAISED_MS = 120_000;
const title = () => ada.page.getByRole("heading", { level: 1 });
const symptoms = () => ada.page.getByRole("list", { name: "Symptoms" });

/** The first row is selected already; selecting one again folds it. */
async function select(host: string): Promise<void> {
  const title = row(host).locator("button[aria-expanded]").first();
  if ((await title.getAttribute("aria-expanded")) === "false") await title.click();
}

test.beforeAll(async ({ hosts, browser }) => {
  await everywhere(hosts, MAKE);
  foghorn = await startFoghorn({ daemons: asDaemons(hosts), sshConfig: sshConfig() });
  ada = await openWindow(await signInFirstAdmin(browser, foghorn), foghorn);
});
test.afterAll(async ({ hosts }) => {
  await everywhere(hosts, `docker rm --force ${NAME}`);
  await foghorn.stop();
});

test("what was raised on both hosts before somebody opens the incident is one, and each says where and why", async ({
  hosts,
}) => {
  await goLive(ada.page, "/settings");
  const choice = ada.page.getByRole("group", { name: "Same service elsewhere" });
  await choice.getByRole("button", { name: "on" }).click();
  await expect(choice.getByRole("button", { name: "on" })).toHaveAttribute("aria-pressed", "true");
  await goLive(ada.page, "/");
  await everywhere(hosts, `docker exec ${NAME} rm /tmp/ready`);
  for (const { name } of Object.values(hosts))
    await expect(row(name)).toHaveAttribute("data-state", "raised", { timeout: RAISED_MS });
  await select(hosts.new.name);
  await row(hosts.new.name)
    .getByRole("button", { name: /^Open incident/ })
    .click();
  await expect(ada.page).toHaveURL(/\/incidents\/INC-\d+$/);
  await expect(symptoms().getByRole("listitem")).toHaveCount(2);
  await expect(symptoms()).toContainText(`${NAME} on ${hosts.new.name}`);
  await expect(symptoms()).toContainText(`${NAME} on ${hosts.old.name}`);
  await expect(symptoms()).toContainText(
    new RegExp(`same compose service shop/api on another host as .* on ${hosts.new.name}`),
  );
  const lists = ada.page.getByRole("group", { name: "Runbooks of this incident" });
  for (const { name } of [hosts.new, hosts.old])
    await expect(lists.getByRole("button", { name: new RegExp(`${NAME} on ${name}$`) })).toBeVisible();
  await expect(title()).toHaveText(`Container unhealthy on ${hosts.new.name} and ${hosts.old.name}`);
  // The evidence is of the host of the checklist that is worked on.
  const evidence = ada.page.getByRole("region", { name: "Evidence", exact: true });
  for (const { name } of [hosts.old, hosts.new]) {
    await lists.getByRole("button", { name: new RegExp(`${NAME} on ${name}$`) }).click();
    await expect(evidence.getByText(`live from ${name}`)).toBeVisible();
    await expect(evidence.getByRole("button", { name: `Act on ${name}…` })).toBeVisible();
  }
  await ada.page.screenshot({ path: test.info().outputPath("joined.png") });
});

test("a person takes one away with a reason, and no rule brings it back when it breaks again", async ({
  hosts,
}) => {
  const room = incidentOf(ada.page);
  const { name } = hosts.old;
  await symptoms()
    .getByRole("button", { name: new RegExp(`on ${name}: move or detach`) })
    .click();
  await ada.page.getByRole("menuitem", { name: "Detach…" }).click();
  const dialog = ada.page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("another payment provider");
  await dialog.getByRole("button", { name: "Detach" }).click();
  await expect(symptoms().getByRole("listitem")).toHaveCount(1);
  await expect(title()).toHaveText(`Container unhealthy on ${hosts.new.name}`);
  await on(name, `docker exec ${NAME} touch /tmp/ready`);
  await goLive(ada.page, "/");
  await expect(row(name)).toHaveAttribute("data-state", "recovering");
  await breakIt(name);
  await expect(row(name)).toHaveAttribute("data-state", "raised");
  await select(name);
  await expect(row(name).getByRole("button", { name: /^Open incident/ })).toBeVisible();
  await goLive(ada.page, `/incidents/${room}`);
  await expect(symptoms().getByRole("listitem")).toHaveCount(1);
  await ada.page.screenshot({ path: test.info().outputPath("overridden.png") });
});
