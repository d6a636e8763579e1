import type { Expectation, Fault, FaultHost } from "./fault.ts";
import { assert, END_TASKS, outcome, RESET_FAILED, SEEN_MS, unit } from "./fault.ts";

const DROP_IN = "/run/systemd/system/docker.service.d/lab-daemon-down.conf";
const OWN_UNIT = "/run/systemd/system/docker.service";

// Far too little address space for Go to start in: a real crash of the real dockerd, with the dump of a crash in the journal.
const CRASH = "[Service]\\nLimitAS=200M\\nRestart=always\\nRestartSec=2\\n";
const NO_LIMIT = "[Unit]\\nStartLimitIntervalSec=0\\n";

const writeDropIn = (text: string): string =>
  `mkdir -p ${DROP_IN.slice(0, DROP_IN.lastIndexOf("/"))}; printf '${text}' > ${DROP_IN}; systemctl daemon-reload`;
const REMOVE_DROP_IN = `rm -f ${DROP_IN} ${OWN_UNIT}; systemctl daemon-reload`;

const SCRIPTS: Record<string, string> = {
  // The condition keeps a client that connects in this moment from waking dockerd through the socket unit.
  refused: `
    ${writeDropIn("[Unit]\\nConditionPathExists=!/run/systemd/system\\n[Service]\\nRestart=no\\n")}
    systemctl kill --kill-who=main --signal=KILL docker.service
    while systemctl --quiet is-active docker.service; do sleep 0.02; done
    systemctl stop docker.socket
    ${REMOVE_DROP_IN}
    test -S /run/docker.sock`,
  missing: "systemctl stop docker.socket docker.service; rm -f /run/docker.sock",
  // A unit without socket activation, as many hosts have it: nobody listens between two attempts.
  restarting: `
    systemctl stop docker.socket docker.service
    sed -e 's/docker\\.socket//g' -e 's#-H fd://#-H unix:///run/docker.sock#' \
      "$(systemctl show -P FragmentPath docker.service)" > ${OWN_UNIT}
    ${writeDropIn(NO_LIMIT + CRASH)}
    test -S /run/docker.sock
    systemctl start --no-block docker.service`,
  "restarting-socket": `
    systemctl stop docker.socket docker.service
    ${writeDropIn(NO_LIMIT + CRASH)}
    systemctl start --no-block docker.service`,
};

export const fault: Fault = {
  id: "daemon-down",
  variants: {
    refused: "dockerd is killed and stays dead, its socket file remains; containers run on",
    missing: "dockerd is stopped with its socket unit, the socket file is removed; containers stop",
    restarting: "dockerd crashes at each start, systemd tries again; nobody listens in between",
    "restarting-socket":
      "the same, but docker.socket listens in between: clients wait instead of being refused",
  },
  break: async (host, variant) => void (await host.sh(SCRIPTS[variant] ?? "false")),
  verify,
  heal: async (host) => {
    await host.sh(
      `${REMOVE_DROP_IN}
      systemctl stop docker.service || true
      ${END_TASKS}
      ${RESET_FAILED}
      systemctl start docker.socket docker.service`,
      { deadlineMs: 90_000 },
    );
  },
  expect: (variant): Expectation => ({
    part: "dockerd",
    seenWithinMs: SEEN_MS,
    blast: variant.startsWith("restarting") ? ["daemon-crash"] : [],
    ...expected(variant),
  }),
};

const CRASHES = /^fatal error: failed to reserve page summary memory/;

function expected(variant: string): Pick<Expectation, "state" | "journal" | "api"> {
  switch (variant) {
    case "refused":
      return {
        state:
          "docker.service failed, Result=signal; docker.socket inactive or failed; shims and containers alive",
        journal: /Main process exited, code=killed, status=9\/KILL/,
        api: "connect ECONNREFUSED",
      };
    case "missing":
      return {
        state: "docker.service and docker.socket inactive",
        journal: /Daemon shutdown complete/,
        api: "connect ENOENT",
      };
    case "restarting":
      return {
        state:
          "docker.service activating (auto-restart) again and again, Result=exit-code; docker.socket inactive",
        journal: CRASHES,
        api: "connect ECONNREFUSED",
      };
    default:
      return {
        state:
          "docker.service activating (auto-restart) again and again, Result=exit-code; docker.socket active",
        journal: CRASHES,
        api: "connects, then no answer",
      };
  }
}

async function verify(host: FaultHost, variant: string): Promise<void> {
  const service = await unit(host, "docker.service");
  const socket = await unit(host, "docker.socket");
  const units = `service ${service.ActiveState}/${service.SubState}, socket ${socket.ActiveState}`;
  if (variant === "restarting-socket") {
    assert(service.SubState === "auto-restart" && socket.ActiveState === "active", units);
    return;
  }
  if (variant === "restarting") assert(service.SubState === "auto-restart", units);
  else assert(service.ActiveState === (variant === "refused" ? "failed" : "inactive"), units);
  // A client that connects between the kill and the stop can make systemd give the socket up: nobody listens either way.
  assert(
    socket.ActiveState === "inactive" || (variant === "refused" && socket.ActiveState === "failed"),
    units,
  );
  const code = await outcome(host.ask("/_ping"));
  assert(code === (variant === "missing" ? "ENOENT" : "ECONNREFUSED"), `the API says ${code}`);
}
