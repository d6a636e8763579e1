import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "daemon-json-wrong-type",
  part: "config",
  // Values of log-opts are texts; the number is what most people write.
  config: { "log-opts": { "max-size": "10m", "max-file": 3 } },
  isInFiles: true,
  journal: /json: cannot unmarshal number into Go struct field \S*log-opts of type string/,
});
