import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "storage-driver-invalid",
  part: "config",
  config: { "storage-driver": "nosuch" },
  isInFiles: true,
  journal: /error initializing graphdriver: driver not supported/,
});
