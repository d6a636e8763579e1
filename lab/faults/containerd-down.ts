import { assert, type Fault, outcome, RESET_FAILED, SEEN_MS, unit } from "./fault.ts";

const DROP_IN = "/run/systemd/system/containerd.service.d";

export const fault: Fault = {
  id: "containerd-down",
  variants: { killed: "containerd is killed and may not start again; dockerd and the containers run on" },
  break: async (host) => {
    // Not masked: of a masked unit systemd forgets that it may end its main process only, and ends the shims as well.
    await host.sh(`mkdir -p ${DROP_IN}
      printf '[Service]\\nRestart=no\\n' > ${DROP_IN}/lab.conf
      systemctl daemon-reload
      systemctl kill --kill-whom=main --signal=KILL containerd.service
      until [ "$(systemctl show -P MainPID containerd.service)" = 0 ]; do sleep 0.05; done`);
  },
  verify: async (host) => {
    const containerd = await unit(host, "containerd.service");
    assert(containerd.MainPID === "0", `containerd.service ${containerd.ActiveState}`);
    const ping = await outcome(host.ask("/_ping"));
    assert(ping === "200", `/_ping says ${ping}`);
  },
  // dockerd dials again after a pause of its own: healed is what can start a container.
  heal: async (host) => {
    await host.sh(`rm -rf ${DROP_IN}
      systemctl daemon-reload
      ${RESET_FAILED}
      systemctl start containerd.service
      until docker run --rm --label foghorn.lab=fault foghorn/bb:1 true 2>/dev/null; do sleep 0.2; done`);
  },
  expect: () => ({
    part: "containerd",
    seenWithinMs: SEEN_MS,
    state: "containerd.service failed, no containerd process; containers run on",
    journal: /Failed to get event/,
    api: "/_ping, list and inspect answer; start, exec and pause fail with connection refused",
    blast: ["container-unhealthy", "container-start-failed", "health-probe-broken"],
  }),
};
