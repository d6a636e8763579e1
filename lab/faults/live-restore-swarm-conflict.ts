import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "live-restore-swarm-conflict",
  part: "config",
  does: "the host becomes a swarm of one, live-restore is turned on, and dockerd is started anew",
  before: "docker swarm init --advertise-addr 127.0.0.1 >/dev/null",
  config: { "live-restore": true },
  after: "docker swarm leave --force >/dev/null 2>&1 || true",
  journal: /--live-restore daemon configuration is incompatible with swarm mode/,
});
