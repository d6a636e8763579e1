import type { Mode } from "../../mode.ts";
import type { InspectReading } from "../../readings.ts";
import { riskMode } from "../shared/risk-mode.ts";
import { clipped } from "../shared/text.ts";

/** With one of these a process can leave its container, or rule the host's network or kernel. */
const RISKY = new Set([
  "ALL",
  "SYS_ADMIN",
  "SYS_PTRACE",
  "SYS_MODULE",
  "SYS_RAWIO",
  "NET_ADMIN",
  "DAC_READ_SEARCH",
  "BPF",
]);

/** What the container may do beyond what Docker gives by default; undefined: an older gate did not say. */
function broadRights({ confinement }: InspectReading): readonly string[] | undefined {
  if (confinement === undefined) return undefined;
  const { isPrivileged, addedCapabilities, pidMode, networkMode, ipcMode, securityOptions } = confinement;
  return [
    ...(isPrivileged ? ["privileged"] : []),
    ...addedCapabilities.filter((name) => RISKY.has(name)),
    ...(pidMode === "host" ? ["pid=host"] : []),
    ...(networkMode === "host" ? ["network=host"] : []),
    ...(ipcMode === "host" ? ["ipc=host"] : []),
    // Docker itself switches labels off for a container that shares the host's processes.
    ...securityOptions
      .filter((option) => !/^label/.test(option) && !isPrivileged)
      .map((option) => option.replace(":", "=")),
  ];
}

/** A container that is, or can become, the host: privileged, with broad capabilities, or in the host's namespaces. */
export const containerPrivileged: Mode = riskMode({
  id: "container-privileged",
  title: "Broad rights",
  part: "ctrs",
  riskOf: (inspect) => {
    const rights = broadRights(inspect);
    if (rights === undefined) return undefined;
    if (rights.length === 0) return "none";
    const { confinement } = inspect;
    return {
      summary: `${inspect.name} has more rights than containers have: ${rights.join(", ")}.`,
      text: `Privileged=${confinement?.isPrivileged} CapAdd=${confinement?.addedCapabilities.join(",")} PidMode=${confinement?.pidMode} NetworkMode=${confinement?.networkMode} IpcMode=${confinement?.ipcMode} SecurityOpt=${confinement?.securityOptions.join(",")}`,
      reading: clipped(rights.join(", "), 60),
      facts: { rights: rights.join(", ") },
    };
  },
});
