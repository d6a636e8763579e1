import { assert, type Fault, outcome, RESET_FAILED, SEEN_MS, unit } from "./fault.ts";

export const fault: Fault = {
  id: "daemon-start-limit-hit",
  variants: { restarts: "dockerd is stopped and started until systemd refuses: each start was fine" },
  break: async (host) => {
    await host.sh(
      `systemctl stop docker.socket docker.service
       ${RESET_FAILED}
       while systemctl start docker.service 2>/dev/null; do systemctl stop docker.socket docker.service; done`,
      { deadlineMs: 60_000 },
    );
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
