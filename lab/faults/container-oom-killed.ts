import { assert, type Expectation, type Fault, type FaultHost, removeContainer, SEEN_MS } from "./fault.ts";

const NAME = "resizer";

const SCRIPTS: Record<string, string> = {
  main: "echo resizing; exec tail /dev/zero", // tail keeps a line without an end: it takes all it can get
  child:
    'trap "exit 0" TERM; echo resizing; sh -c "exec tail /dev/zero"; echo "resize failed: $?"; while :; do sleep 3600 & wait $!; done',
};

export const fault: Fault = {
  id: "container-oom-killed",
  variants: {
    main: `${NAME} has a limit of 32 MiB and wants more: the kernel kills its process 1`,
    child: `the kernel kills a child of ${NAME}; process 1 lives on and the container keeps running`,
  },
  break: async (host, variant) => {
    await host.sh(
      `${removeContainer(NAME)}
       since=$(date +%s)
       docker run --detach --name ${NAME} --memory 32m --label foghorn.lab=fault foghorn/bb:1 sh -c '${SCRIPTS[variant]}'
       until docker events --since $since --until $(date +%s) --filter container=${NAME} --filter event=oom | grep -q oom; do
         sleep 0.2
       done`,
    );
  },
  verify,
  heal: async (host) => void (await host.sh(removeContainer(NAME))),
  expect: (variant, engine): Expectation => ({
    part: "ctrs",
    seenWithinMs: SEEN_MS,
    state:
      variant === "main"
        ? `${NAME} exited (137), OOMKilled=true`
        : `${NAME} running, OOMKilled=${engine === "26"}; the kernel log names its cgroup`,
    api: variant === "main" ? "events oom, then die with exit code 137" : "event oom and nothing else",
    subject: NAME,
    blast: [],
  }),
};

async function verify(host: FaultHost, variant: string): Promise<void> {
  const format = "{{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}}";
  const found = (await host.sh(`docker inspect --format '${format}' ${NAME}`)).trim();
  const wanted = variant === "main" ? "exited 137 true" : `running 0 ${host.engine === "26"}`;
  assert(found === wanted, `${NAME} is ${found}`);
}
