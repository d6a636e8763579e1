import { startFault } from "./start-failure.ts";

// Each dockerd with a containerd of its own: the two meet at the database below the data-root.
const SECOND = "lab-second-dockerd";
const ARGUMENTS = `--exec-root /run/${SECOND} --pidfile /run/${SECOND}.pid -H unix:///run/${SECOND}.sock --bridge none --iptables=false`;

export const fault = startFault({
  id: "data-root-in-use",
  part: "containerd",
  does: "a second dockerd runs on the data-root, each with a containerd of its own",
  setUp: `systemctl mask --runtime --now containerd.service
    rm -f /run/containerd/containerd.sock
    systemd-run --quiet --unit=${SECOND} dockerd ${ARGUMENTS}
    until docker -H unix:///run/${SECOND}.sock version >/dev/null 2>&1; do sleep 0.1; done`,
  // Each attempt takes 15 s: one is enough.
  dropIn: "[Unit]\nStartLimitBurst=1\n[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd://\n",
  tearDown: `systemctl stop ${SECOND}.service 2>/dev/null || true
    systemctl unmask --runtime containerd.service
    systemctl start containerd.service`,
  givesUpAfterMs: 15_000,
  journal: /failed to start containerd: timeout waiting for containerd to start/,
});
