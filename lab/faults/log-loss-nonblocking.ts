import { deafSinkFault, SINK } from "./deaf-sink.ts";

const NAME = "tracker";

export const fault = deafSinkFault({
  id: "log-loss-nonblocking",
  name: NAME,
  does: `${NAME} logs without waiting to a sink that takes the connection and never reads`,
  options: "--log-opt mode=non-blocking --log-opt max-buffer-size=1m",
  state: `${NAME} running and writing; Send-Q of dockerd to ${SINK} full`,
  api: "as usual",
  blast: [],
});
