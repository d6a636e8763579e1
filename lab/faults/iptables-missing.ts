import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "iptables-missing",
  part: "ipt",
  does: "dockerd is started with a PATH that has no iptables",
  dropIn: "[Service]\nEnvironment=PATH=/run/lab-empty\n",
  journal: /[Ii]ptables not found/,
});
