import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "runtime-missing",
  part: "config",
  // What is left of a toolkit that was removed.
  config: { "default-runtime": "nvidia" },
  isInFiles: true,
  journal: /specified default runtime 'nvidia' does not exist/,
});
