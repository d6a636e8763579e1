import { chromium, type Page } from "@playwright/test";
import { CHROMIUM } from "../e2e/support/chromium.ts";
import { startFoghorn } from "../e2e/support/foghorn.ts";
import { signInFirstAdmin } from "../e2e/support/sign-in.ts";
import { downHost, type Engine, type HostStatus, sshConfig, upHost, workload } from "../lab/api.ts";
import { logRisks, logWatch, type WatchLog } from "./watch-log.ts";

export interface WatchedLab {
  readonly page: Page;
  /** What Watch shows, from the moment it was open. */
  readonly log: WatchLog;
  readonly hosts: ReadonlyMap<Engine, HostStatus>;
  /** What the Host page lists under risks, from the first call for that host on. */
  readonly risksOf: (host: HostStatus) => Promise<WatchLog>;
}

/** Fresh lab hosts, a Foghorn as its user starts it, and a real browser on Watch; all gone afterwards. */
export async function withWatchedLab(
  engines: readonly Engine[],
  use: (lab: WatchedLab) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const hosts = new Map<Engine, HostStatus>();
  for (const engine of engines) {
    const name = `bench${engine}`;
    hosts.set(engine, await upHost(name, { docker: engine }));
    await workload(name);
  }
  const foghorn = await startFoghorn({
    sshConfig: sshConfig(),
    env,
    daemons: [...hosts.values()].flatMap((host) => [
      { id: host.name, url: `ssh://root@${host.address}`, identity: host.sshIdentity },
      ...(env.FOGHORN_FLEET === undefined ? [asOps(host)] : []),
    ]),
  });
  const browser = await chromium.launch(CHROMIUM);
  try {
    const context = await signInFirstAdmin(browser, foghorn);
    const page = await context.newPage();
    await page.goto("/");
    // Beside a fleet quiet hosts are counted, not drawn.
    if (env.FOGHORN_FLEET === undefined) {
      for (const { name } of hosts.values()) await page.locator(`a[href="/hosts/${name}"]`).first().waitFor();
    }
    const risks = new Map<string, WatchLog>();
    await use({
      page,
      log: await logWatch(page),
      hosts,
      risksOf: async ({ name }) => {
        const known = risks.get(name);
        if (known !== undefined) return known;
        const hostPage = await context.newPage();
        await hostPage.goto(`/hosts/${name}`);
        const log = await logRisks(hostPage, name);
        risks.set(name, log);
        return log;
      },
    });
  } finally {
    await browser.close();
    await foghorn.stop();
    for (const host of hosts.values()) await downHost(host.name);
  }
}

/** Nobody is refused as root: the socket's rights are seen through an account that has some to lose. */
export const asOps = ({ name, address, sshIdentity }: HostStatus) => ({
  id: `${name}-ops`,
  url: `ssh://ops@${address}`,
  identity: sshIdentity,
});
