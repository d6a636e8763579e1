import { assert, type Fault, outcome, RESET_FAILED, SEEN_MS, unit } from "./fault.ts";

// Three in a minute are allowed; on a machine where they take longer nothing is ever refused.
const MOST_STARTS = 8;

export const fault: Fault = {
  id: "daemon-start-limit-hit",
  variants: { restarts: "dockerd is stopped and started until systemd refuses: each start was fine" },
  break: async (host) => {
    await host.sh(`systemctl stop docker.socket docker.service; ${RESET_FAILED}`, { deadlineMs: 60_000 });
    for (let starts = 0; starts < MOST_STARTS; starts += 1) {
      host.begins();
      const { code } = await host.try(["systemctl", "start", "docker.service"], { deadlineMs: 60_000 });
      if (code !== 0) return;
      await host.sh("systemctl stop docker.socket docker.service", { deadlineMs: 60_000 });
    }
  },
  verify: async (host) => {
    const service = await unit(host, "docker.service");
    assert(service.Result === "start-limit-hit", `docker.service ${service.ActiveState} ${service.Result}`);
    const code = await outcome(host.ask("/_ping"));
    assert(code !== "200", `the API says ${code}`);
  },
  heal: async (host) => {
    await host.sh(`${RESET_FAILED}; systemctl start docker.socket docker.service`, { deadlineMs: 60_000 });
  },
  expect: () => ({
    part: "unit",
    seenWithinMs: SEEN_MS,
    state: "docker.service failed, Result=start-limit-hit",
    journal: /docker\.service: Start request repeated too quickly/,
    api: "ECONNREFUSED or reset",
    blast: ["daemon-down", "daemon-start-failed"],
  }),
};
