import { test as base } from "@playwright/test";
import { downHost, type HostStatus, healHost, upHost, workload } from "../../lab/api.ts";
import type { DaemonEntry } from "./foghorn.ts";

/** Two real hosts with a few healthy containers each: Docker 20.10 and 26.1. */
export interface LabHosts {
  readonly old: HostStatus;
  readonly new: HostStatus;
}

/** Tests that need engines. The hosts come up once for all of them and are healthy at the start of each file. */
export const test = base.extend<object, { readonly hosts: LabHosts }>({
  hosts: [
    // Named so that nothing else in this lab is touched.
    async ({ browserName: _ }, use) => {
      const hosts = {
        old: await upHost("e2e20", { docker: "20" }),
        new: await upHost("e2e26", { docker: "26" }),
      };
      for (const host of Object.values(hosts)) await workload(host.name);
      await use(hosts);
      for (const host of Object.values(hosts)) await downHost(host.name);
    },
    { scope: "worker", timeout: 300_000 },
  ],
});

export const healAll = async (hosts: LabHosts): Promise<void> => {
  for (const host of Object.values(hosts)) await healHost(host.name);
};

/** The hosts as foghorn.yaml names them: over ssh, nothing in between. */
export const asDaemons = (hosts: LabHosts): readonly DaemonEntry[] =>
  Object.values(hosts).map((host: HostStatus) => ({
    id: host.name,
    url: `ssh://root@${host.address}`,
    identity: host.sshIdentity,
  }));
