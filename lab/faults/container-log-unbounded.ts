import { assert, type Expectation, type Fault, type FaultHost, removeContainer } from "./fault.ts";

const NAME = "auditor";
const SIZE = `stat -c %s $(docker inspect --format '{{.LogPath}}' ${NAME})`;
const LINE = "0123456789".repeat(10);

export const fault: Fault = {
  id: "container-log-unbounded",
  variants: { json: `${NAME} writes half a gigabyte into a log without a limit, and lives on` },
  break: async (host) => {
    await host.sh(
      `${removeContainer(NAME)}
       docker run --detach --name ${NAME} --label foghorn.lab=fault foghorn/bb:1 \\
         sh -c 'yes ${LINE} | head -c 300000000; trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done' >/dev/null
       until test $(${SIZE}) -gt 430000000; do sleep 0.5; done`,
      { deadlineMs: 120_000 },
    );
  },
  verify,
  heal: async (host) => void (await host.sh(removeContainer(NAME))),
  expect: (): Expectation => ({
    part: "log",
    // Sizes are read once a minute.
    seenWithinMs: 65_000,
    state: `${NAME} running; its json log takes more than a tenth of the disk`,
    api: "as usual; GET /system/df does not count it",
    subject: NAME,
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const bytes = Number(await host.sh(SIZE));
  assert(bytes > 430_000_000, `the log has ${bytes} bytes`);
}
