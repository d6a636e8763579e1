import { deafSinkFault, SINK } from "./deaf-sink.ts";
import { assert } from "./fault.ts";

const NAME = "biller";

export const fault = deafSinkFault({
  id: "log-driver-blocking-stall",
  name: NAME,
  does: `${NAME} logs over TCP to a sink that takes the connection and never reads`,
  options: "",
  verify: async (host) => {
    const channel = (
      await host.sh(`cat /proc/$(docker inspect --format '{{.State.Pid}}' ${NAME})/wchan`)
    ).trim();
    assert(channel.endsWith("pipe_write"), `its process waits in ${channel}`);
  },
  state: `${NAME} running, its process asleep in a pipe write; Send-Q of dockerd to ${SINK} full`,
  api: "as usual until somebody stops it: then its calls hang",
  blast: ["container-lock-hung", "log-loss-nonblocking"],
});
