import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "daemon-json-unknown-key",
  part: "config",
  // An underscore where the engine wants a dash.
  config: { log_level: "info" },
  isInFiles: true,
  journal: /the following directives don't match any configuration option: log_level/,
});
