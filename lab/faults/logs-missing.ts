import { assert, type Expectation, type Fault, type FaultHost, removeContainer } from "./fault.ts";

const NAME = "notary";

export const fault: Fault = {
  id: "logs-missing",
  variants: { deleted: `the log file of ${NAME} is deleted while it runs` },
  break: async (host) => {
    await host.sh(
      `${removeContainer(NAME)}
       docker run --detach --name ${NAME} --label foghorn.lab=fault foghorn/bb:1 \\
         sh -c 'trap "exit 0" TERM; while :; do echo signed; sleep 1 & wait $!; done' >/dev/null
       file=$(docker inspect --format '{{.LogPath}}' ${NAME})
       until test -s $file; do sleep 0.1; done
       rm $file`,
    );
  },
  verify,
  heal: async (host) => void (await host.sh(removeContainer(NAME))),
  expect: (): Expectation => ({
    part: "log",
    // Open files are looked at once a minute.
    seenWithinMs: 65_000,
    state: `${NAME} running; dockerd holds a deleted log open`,
    api: "GET /containers/{id}/logs: 200, and in it Error grabbing logs: no such file or directory",
    subject: NAME,
    blast: [],
  }),
};

async function verify(host: FaultHost): Promise<void> {
  const held = await host.sh("ls -l /proc/$(pidof dockerd)/fd | grep -c 'json.log (deleted)' || true");
  assert(Number(held) > 0, "dockerd holds no deleted log");
}
