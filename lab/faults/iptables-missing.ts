import { startFault } from "./start-failure.ts";

const PATH = "/run/lab-path";

export const fault = startFault({
  id: "iptables-missing",
  part: "ipt",
  does: "dockerd is started with a PATH that has no iptables",
  // Everything but iptables: 26.1 looks for its proxy in the PATH before it looks for that.
  setUp: `mkdir -p ${PATH}
    for program in /usr/sbin/* /usr/bin/*; do
      case $program in *tables*) ;; *) ln -sf $program ${PATH}/ ;; esac
    done`,
  dropIn: `[Service]\nEnvironment=PATH=${PATH}\n`,
  tearDown: `rm -rf ${PATH}`,
  journal: /[Ii]ptables not found/,
});
