import { assert, type FaultHost, outcome, RESET_FAILED, unit } from "./fault.ts";

/** Both faults of daemon.json: a file written for one of two moments, found out at the next start at the latest. */
const FILE = "/etc/docker/daemon.json";
const KEPT = "/run/lab-daemon.json.kept";

export const DAEMON_JSON_VARIANTS = {
  running: "on disk only: dockerd runs on with what it read before, the next start will fail",
  start: "and dockerd is restarted: each attempt fails until systemd gives up",
};

/** Writes the file, keeping the one that was there; `start` also restarts dockerd and waits until systemd gave up. */
export async function breakDaemonJson(host: FaultHost, variant: string, text: string): Promise<void> {
  await host.sh(
    `mkdir -p /etc/docker
     test ! -e ${FILE} || cp -p ${FILE} ${KEPT}
     cat > ${FILE}`,
    { input: text },
  );
  if (variant !== "start") return;
  await host.sh(
    `${RESET_FAILED}
     systemctl restart docker.service || true
     until test "$(systemctl show -P ActiveState docker.service)" = failed; do sleep 0.05; done`,
    { deadlineMs: 60_000 },
  );
}

export async function verifyDaemonJson(host: FaultHost, variant: string): Promise<void> {
  const service = await unit(host, "docker.service");
  const code = await outcome(host.ask("/_ping"));
  if (variant === "running") {
    assert(
      service.ActiveState === "active" && code === "200",
      `docker.service ${service.ActiveState}, API ${code}`,
    );
    return;
  }
  assert(
    service.ActiveState === "failed" && service.Result === "exit-code",
    `docker.service ${service.ActiveState}`,
  );
  assert(code === "ECONNREFUSED", `the API says ${code}`);
}

export async function healDaemonJson(host: FaultHost): Promise<void> {
  await host.sh(
    `if test -e ${KEPT}; then mv ${KEPT} ${FILE}; else rm -f ${FILE}; fi
     systemctl --quiet is-active docker.service || { ${RESET_FAILED}; systemctl start docker.socket docker.service; }`,
    { deadlineMs: 60_000 },
  );
}

export const daemonJsonState = (variant: string): string =>
  variant === "running"
    ? "all units active"
    : "docker.service failed, Result=exit-code, NRestarts=3; docker.socket failed, Result=service-start-limit-hit";

export const daemonJsonApi = (variant: string): string =>
  variant === "running" ? "as usual" : "connects and hangs while systemd still tries, ECONNREFUSED after";
