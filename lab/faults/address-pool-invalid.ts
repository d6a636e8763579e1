import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "address-pool-invalid",
  part: "config",
  // Networks larger than the pool they are cut from.
  config: { "default-address-pools": [{ base: "10.99.0.0/16", size: 8 }] },
  isInFiles: true,
  journal: /invalid pools size: 8/,
});
