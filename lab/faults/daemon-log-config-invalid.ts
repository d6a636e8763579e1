import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "daemon-log-config-invalid",
  part: "config",
  config: { "log-opts": { "max-sise": "10m" } },
  isInFiles: true,
  journal: /unknown log opt 'max-sise' for json-file log driver/,
});
