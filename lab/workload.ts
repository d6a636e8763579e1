import { inHost, mustInHost } from "./in-host.ts";
import type { Lab } from "./places.ts";
import { until } from "./run.ts";

/** Label of everything `workload` makes; its value is the role. */
export const WORKLOAD_LABEL = "foghorn.lab";
export const WORKLOAD_NETWORK = "shop";
/** On the host; the container `web` answers there. */
export const PUBLISHED_PORT = 8080;

// Process 1 of a container ignores TERM unless it traps it: without the trap each restart of dockerd
// would wait ten seconds for every container.
const serve = (work: string): string => `trap 'exit 0' TERM; ${work} while :; do sleep 3600 & wait $!; done`;

interface Member {
  readonly name: string;
  readonly options: readonly string[];
  readonly script: string;
}

const tick = "while :; do";
const MEMBERS: readonly Member[] = [
  {
    name: "web",
    options: [
      ...["--network", WORKLOAD_NETWORK, "--publish", `${PUBLISHED_PORT}:80`],
      ...["--health-cmd", "wget -q -O /dev/null http://127.0.0.1/", "--health-interval", "2s"],
      ...["--health-timeout", "5s", "--health-retries", "3"],
    ],
    script: serve("httpd -p 80 -h /www; echo listening on port 80;"),
  },
  {
    name: "cache",
    options: ["--network", WORKLOAD_NETWORK, "--memory", "64m"],
    script: serve("echo ready;"),
  },
  {
    name: "worker",
    options: ["--network", WORKLOAD_NETWORK],
    script: `trap 'exit 0' TERM; n=0; ${tick} n=$((n+1)); echo "job $n done"; sleep 2 & wait $!; done`,
  },
  {
    name: "mailer", // on the default bridge, and talking on both streams
    options: [],
    script: `trap 'exit 0' TERM; n=0; ${tick} n=$((n+1)); echo "queue empty"; echo "warning: retry $n" >&2; sleep 5 & wait $!; done`,
  },
];

/** Starts a few healthy containers with known names; those already there stay. Resolves when all are well. */
export async function startWorkload(lab: Lab, host: string): Promise<void> {
  const network = await inHost(lab, host, ["docker", "network", "inspect", WORKLOAD_NETWORK]);
  if (network.code !== 0) {
    await mustInHost(lab, host, ["docker", "network", "create", "--label", WORKLOAD_LABEL, WORKLOAD_NETWORK]);
  }
  await Promise.all(MEMBERS.map((member) => startMember(lab, host, member)));
  await workloadWell(lab, host, 30_000);
}

async function startMember(lab: Lab, host: string, { name, options, script }: Member): Promise<void> {
  if ((await inHost(lab, host, ["docker", "container", "inspect", name])).code === 0) return;
  await mustInHost(lab, host, [
    ...["docker", "run", "--detach", "--name", name, "--restart", "always"],
    ...["--label", `${WORKLOAD_LABEL}=workload`, ...options, "foghorn/bb:1", "sh", "-c", script],
  ]);
}

/** Names of the workload's containers on a host, in whatever state. */
export async function workloadOn(
  lab: Lab,
  host: string,
): Promise<{ name: string; state: string; status: string }[]> {
  const format = "{{.Names}}\t{{.State}}\t{{.Status}}";
  const filter = `label=${WORKLOAD_LABEL}=workload`;
  const text = await mustInHost(
    lab,
    host,
    ["docker", "ps", "--all", "--filter", filter, "--format", format],
    {
      deadlineMs: 5_000,
    },
  );
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [name = "", state = "", status = ""] = line.split("\t");
      return { name, state, status };
    });
}

/** Resolves once every container of the workload that exists runs, and is healthy where it says anything of health. */
export async function workloadWell(lab: Lab, host: string, deadlineMs: number): Promise<void> {
  await until(
    `health of the workload on ${host}`,
    deadlineMs,
    async () => {
      const members = await workloadOn(lab, host);
      const ill = members.filter(
        ({ state, status }) => state !== "running" || /\((unhealthy|health: starting)\)/.test(status),
      );
      if (ill.length > 0) throw new Error(ill.map(({ name, status }) => `${name} ${status}`).join(", "));
      return true;
    },
    200,
  );
}
