import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "daemon-pidfile-conflict",
  part: "dockerd",
  does: "the pid file names a process that lives and is no dockerd",
  setUp: `systemd-run --quiet --unit=lab-bystander sleep infinity
    systemctl show -P MainPID lab-bystander.service > /run/docker.pid`,
  // The pid file names nobody then, and dockerd writes over it.
  tearDown: "systemctl stop lab-bystander.service 2>/dev/null || true",
  journal: /ensure docker is not running or delete \/var\/run\/docker\.pid/,
});
