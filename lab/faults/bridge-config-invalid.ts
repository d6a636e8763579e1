import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "bridge-config-invalid",
  part: "config",
  // The address of the network itself: Docker gives it to nobody.
  config: { bip: "172.28.0.0/16" },
  isInFiles: true,
  journal: /failed to allocate gateway \(172\.28\.0\.0\): Address already in use/,
});
