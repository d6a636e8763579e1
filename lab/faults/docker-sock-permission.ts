import { assert, type Expectation, type Fault, SEEN_MS } from "./fault.ts";

const SOCKET = "/run/docker.sock";
const BREAKS: Record<string, string> = {
  group: `chgrp root ${SOCKET}`,
  mode: `chmod 0600 ${SOCKET}`,
};
const LOOKS: Record<string, string> = { group: "660 root root", mode: "600 root docker" };

export const fault: Fault = {
  id: "docker-sock-permission",
  variants: {
    group: "the socket belongs to group root: members of group docker cannot open it",
    mode: "the socket is for its owner alone (0600)",
  },
  watchAs: "ops",
  break: async (host, variant) => void (await host.sh(BREAKS[variant] ?? "false")),
  verify: async (host, variant) => {
    const look = (await host.sh(`stat -c '%a %U %G' ${SOCKET}`)).trim();
    assert(look === LOOKS[variant], `the socket is ${look}`);
    const asOps = await host.try(["runuser", "-u", "ops", "--", "docker", "ps"], { deadlineMs: 5_000 });
    assert(
      asOps.code !== 0 && asOps.stderr.includes("permission denied"),
      `ops gets ${asOps.code}: ${asOps.stderr}`,
    );
  },
  // systemd makes the socket file only when docker.socket starts: a restart of dockerd would not heal this.
  heal: async (host) => void (await host.sh(`chown root:docker ${SOCKET}; chmod 0660 ${SOCKET}`)),
  expect: (variant): Expectation => ({
    part: "sock",
    seenWithinMs: SEEN_MS,
    state: `all units active; ${SOCKET} is ${LOOKS[variant]}`,
    api: "EACCES for ops (in group docker), and a reset through an ssh forward; 200 for root",
    blast: [],
  }),
};
