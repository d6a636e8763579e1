import { startFault } from "./start-failure.ts";

const PORT = 2399;

export const fault = startFault({
  id: "daemon-listen-port-conflict",
  part: "sock",
  does: "another process listens on the port that dockerd is told to open",
  // systemd holds the port for a service that nobody wakes.
  setUp: `systemctl reset-failed lab-listener.service lab-listener.socket 2>/dev/null || true
    systemd-run --quiet --unit=lab-listener --socket-property=ListenStream=127.0.0.1:${PORT} cat`,
  dropIn: `[Service]\nEnvironment="DOCKER_OPTS=-H tcp://127.0.0.1:${PORT}"\n`,
  tearDown: "systemctl stop lab-listener.socket lab-listener.service 2>/dev/null || true",
  journal: /failed to load listeners: listen tcp 127\.0\.0\.1:2399: bind: address already in use/,
});
