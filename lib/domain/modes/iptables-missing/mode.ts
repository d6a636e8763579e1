import { startCauseMode } from "../shared/start-cause-mode.ts";

/** dockerd cannot make its chains: iptables is not there, or the kernel has no tables for it. */
export const iptablesMissing = startCauseMode({
  id: "iptables-missing",
  part: "ipt",
  title: "iptables cannot be used",
  tell: ({ marked: { signature } }) => ({
    summary:
      signature.id === "iptables-gone"
        ? "dockerd does not find iptables and cannot make its network. It does not start."
        : "iptables is there, and the kernel refuses it: a module is missing, mostly after an upgrade without a reboot. dockerd does not start.",
  }),
});
