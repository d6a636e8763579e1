import { request } from "node:http";
import { expect, type Page } from "@playwright/test";
import { breakHost, hostSocket, inHost, sshConfig } from "../lab/api.ts";
import { hearEvents } from "./support/daemon.ts";
import { readRows } from "./support/entries.ts";
import { type RunningFoghorn, startFoghorn } from "./support/foghorn.ts";
import { asDaemons, healAll, test } from "./support/lab-hosts.ts";
import { openWindow, type Window } from "./support/people.ts";
import { signInFirstAdmin } from "./support/sign-in.ts";

/* What containers and engines write, as it reaches the screen. */

const LONG_BYTES = 1_048_576;
const FLOOD = 1_000;

/** Everything a terminal or a browser might act on, written by a real container; then it says what it is told. */
const HOSTILE = `
printf '<img src=x onerror="document.title=1"><script>document.title="taken"</script>\\n'
printf '\\033]0;taken\\007a title\\n'
printf '\\033]8;;http://elsewhere.example/\\033\\\\a link\\033]8;;\\033\\\\\\n'
printf '\\033[2J\\033[H\\033[31mred\\033[0m cleared\\n'
printf 'user\\342\\200\\256gpj.exe bidi\\n'
head -c ${LONG_BYTES} /dev/zero | tr '\\0' 'x'; echo
printf 'a word of complaint\\n' >&2
mkfifo /tmp/say
while true; do read -r line </tmp/say; case "$line" in err:*) echo "\${line#err:}" >&2;; *) echo "$line";; esac; done
`;

let foghorn: RunningFoghorn;
let window: Window;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ hosts, browser }) => {
  foghorn = await startFoghorn({ daemons: asDaemons(hosts), sshConfig: sshConfig() });
  window = await openWindow(await signInFirstAdmin(browser, foghorn), foghorn);
  await docker(hosts.new.name, "run", "-d", "--name", "hostile", "foghorn/bb:1", "sh", "-c", HOSTILE);
});
test.afterAll(async ({ hosts }) => {
  await docker(hosts.new.name, "rm", "-f", "hostile");
  await healAll(hosts);
  await foghorn.stop();
});

async function docker(host: string, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await inHost(host, ["docker", ...args]);
  if (code !== 0) throw new Error(`docker ${args[0]}: ${stderr}`);
}

const say = (host: string, line: string): Promise<void> =>
  docker(host, "exec", "hostile", "sh", "-c", `echo '${line}' >/tmp/say`);

const lines = (page: Page) => page.getByRole("region", { name: "Lines" });
const line = (page: Page, text: string | RegExp) => lines(page).getByRole("button").filter({ hasText: text });

test("a container's log is followed, and stdout and stderr are told apart", async ({ hosts }) => {
  const { page } = window;
  await page.goto(`/hosts/${hosts.new.name}`);
  await page.getByRole("link", { name: /^Containers/ }).click();
  await page.getByRole("link", { name: "hostile" }).click();
  await expect(line(page, "a word of complaint")).toContainText("stderr");
  await expect(line(page, "a title")).toContainText("stdout");
  await say(hosts.new.name, "said just now");
  await say(hosts.new.name, "err:and complained just now");
  await expect(line(page, "said just now")).toContainText("stdout");
  await expect(line(page, "and complained just now")).toContainText("stderr");
  await page
    .getByRole("group", { name: "Sources shown" })
    .getByRole("button", { name: /^stdout/ })
    .click();
  await expect(line(page, "said just now")).toHaveCount(0);
  await expect(line(page, "and complained just now")).toBeVisible();
  await page
    .getByRole("group", { name: "Sources shown" })
    .getByRole("button", { name: /^stdout/ })
    .click();
  await expect(line(page, "said just now")).toBeVisible();
});

test("a container that dies over and over is followed across its lives, each line once", async ({
  hosts,
}) => {
  const { page } = window;
  const host = hosts.new.name;
  const lives =
    "n=$(cat /n 2>/dev/null || echo 0); for i in 1 2 3; do n=$((n+1)); echo $n >/n; echo word-$n-said; done; sleep 1; exit 3";
  await docker(
    host,
    "run",
    "-d",
    "--restart",
    "always",
    "--name",
    "mortal",
    "foghorn/bb:1",
    "sh",
    "-c",
    lives,
  );
  try {
    await page.goto(`/hosts/${host}?tab=containers`);
    await page.getByRole("link", { name: "mortal" }).click();
    await expect(lines(page).getByText("exit 3").nth(1)).toBeVisible({ timeout: 20_000 });
    await expect(line(page, "word-7-said")).toHaveCount(1);
    for (const number of [1, 2, 3, 4, 5, 6]) await expect(line(page, `word-${number}-said`)).toHaveCount(1);
    await expect(lines(page).getByText(/\(life 3\)/)).toBeVisible();
  } finally {
    await docker(host, "rm", "-f", "mortal");
  }
  await expect(lines(page).getByText("The container was removed")).toBeVisible();
  await page.goto(`/hosts/${host}?tab=containers`);
  await page.getByRole("link", { name: "hostile" }).click();
});

test("nothing that a container writes acts on the page", async () => {
  const { page, complaints } = window;
  await expect(line(page, "<img src=x onerror=")).toContainText('<script>document.title="taken"</script>');
  await expect(line(page, "a link")).toContainText("http://elsewhere.example/");
  await expect(line(page, "gpj.exe bidi")).toBeVisible();
  const text = await lines(page).innerText();
  // Nothing is left that a terminal or the order of writing obeys, but for the ends of lines.
  expect(text.match(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu)).toBeNull();
  await expect(lines(page).locator("img, script, iframe, a")).toHaveCount(0);
  expect(await page.title()).toBe("hostile logs - Foghorn");

  const long = line(page, /x{200}/);
  await expect(long).toContainText(/cut, 1(\.0)? M(i)?B in all/);
  expect((await long.innerText()).length).toBeLessThan(70_000);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.screenshot({ path: test.info().outputPath("hostile.png") });
  expect(complaints).toEqual([]);
});

test("the engine log marks the line that says why dockerd does not start", async ({ hosts }) => {
  const { page } = window;
  await page.goto(`/hosts/${hosts.old.name}/engine-log`);
  await breakHost(hosts.old.name, "daemon-json-invalid:start");
  const marked = line(page, /unable to configure the Docker daemon/).last();
  await expect(marked).toContainText("dockerd");
  await expect(marked.getByRole("img")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("engine-log.png") });
});

test("a thousand events in a second or two all reach the Events tab", async ({ hosts }) => {
  const { page } = window;
  const socketPath = hostSocket(hosts.new.name);
  await page.goto(`/hosts/${hosts.new.name}/events`);
  await page.getByRole("searchbox", { name: "Filter events" }).fill("image tag");
  const daemon = await hearEvents(socketPath, "tag");
  for (let number = 0; number < FLOOD; number += 1) await tag(socketPath, number);
  await expect.poll(() => daemon.times().length).toBe(FLOOD);
  daemon.stop();
  // The server first: what is missing is missing there, by its time, or it is the page that lost it.
  const served = async () =>
    (await readRows(page.context(), foghorn, `events:${hosts.new.name}`))
      .filter(({ action }) => action === "tag")
      .map(({ timeNano }) => timeNano);
  await expect.poll(served).toEqual(daemon.times());
  await expect(page.getByText(/^1,?000 rows of/)).toBeVisible();
  await expect(page.getByText(/not shown/)).toHaveCount(0);
  await expect(page.getByText(/^Interrupted for/)).toHaveCount(0);
  expect(window.complaints).toEqual([]);
});

function tag(socketPath: string, number: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const path = `/images/foghorn%2Fbb:1/tag?repo=foghorn/flood&tag=${number % 5}`;
    const asked = request({ socketPath, path, method: "POST" }, (answer) => {
      answer
        .resume()
        .once("end", () =>
          answer.statusCode === 201 ? resolve() : reject(new Error(`tag was refused: ${answer.statusCode}`)),
        );
    });
    asked.once("error", reject).end();
  });
}
