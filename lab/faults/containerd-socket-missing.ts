import { assert, type Fault, RESET_FAILED, SEEN_BY_TIMEOUT_MS, unit } from "./fault.ts";

export const fault: Fault = {
  id: "containerd-socket-missing",
  variants: { masked: "containerd is stopped and masked, and dockerd is started: it dials for a minute" },
  break: async (host) => {
    await host.sh(
      `systemctl stop docker.socket docker.service
       systemctl mask --runtime --now containerd.service
       rm -f /run/containerd/containerd.sock
       ${RESET_FAILED}`,
      { deadlineMs: 60_000 },
    );
    host.begins();
    await host.sh("systemctl start --no-block docker.service");
  },
  verify: async (host) => {
    const [docker, containerd] = [await unit(host, "docker.service"), await unit(host, "containerd.service")];
    assert(docker.ActiveState === "activating", `docker.service ${docker.ActiveState}`);
    assert(containerd.ActiveState !== "active", `containerd.service ${containerd.ActiveState}`);
  },
  heal: async (host) => {
    await host.sh(
      `systemctl stop --no-block docker.socket
       systemctl kill --signal=KILL docker.service 2>/dev/null || true
       systemctl stop docker.socket docker.service
       systemctl unmask --runtime containerd.service
       ${RESET_FAILED}
       systemctl start containerd.service docker.socket docker.service`,
      { deadlineMs: 90_000 },
    );
  },
  expect: () => ({
    part: "containerd",
    seenWithinMs: SEEN_BY_TIMEOUT_MS,
    state: "docker.service activating for a minute, then failed; containerd.service masked",
    api: "accepted by docker.socket, no answer",
    blast: ["daemon-down"],
  }),
};
