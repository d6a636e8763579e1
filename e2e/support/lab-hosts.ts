import { test as base } from "@playwright/test";
import { downHost, type Engine, type HostStatus, healHost, upHost, workload } from "../../lab/api.ts";
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
      const up = async (name: string, docker: Engine): Promise<HostStatus> => {
        const host = await upHost(name, { docker });
        await workload(name);
        return host;
      };
      const [old, young] = await Promise.all([up("e2e20", "20"), up("e2e26", "26")]);
      const hosts = { old, new: young };
      await use(hosts);
      await Promise.all(Object.values(hosts).map(({ name }) => downHost(name)));
    },
    { scope: "worker", timeout: 300_000 },
  ],
});

export const healAll = async (hosts: LabHosts): Promise<void> => {
  await Promise.all(Object.values(hosts).map(({ name }) => healHost(name)));
};

/** The hosts as foghorn.yaml names them: over ssh, nothing in between. */
export const asDaemons = (hosts: LabHosts): readonly DaemonEntry[] =>
  Object.values(hosts).map((host: HostStatus) => ({
    id: host.name,
    url: `ssh://root@${host.address}`,
    identity: host.sshIdentity,
  }));
