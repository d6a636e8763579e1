import type { Mode } from "../../mode.ts";
import type { InspectReading } from "../../readings.ts";
import { riskMode } from "../shared/risk-mode.ts";
import { named } from "../shared/text.ts";

// Drivers that write into a file of the host and grow without end unless told.
const GROWING_LOGS = new Set(["json-file"]);

/** What is not bounded, in words. `undefined`: an older gate did not say. */
function unbounded(inspect: InspectReading): readonly string[] | undefined {
  const { confinement, memoryLimitBytes, logDriver } = inspect;
  if (confinement === undefined) return undefined;
  return [
    ...(memoryLimitBytes === 0 ? ["memory"] : []),
    ...(confinement.nanoCpus === 0 && confinement.cpuQuotaMicros === 0 ? ["processors"] : []),
    ...(confinement.pidsLimit === 0 ? ["processes"] : []),
    ...(GROWING_LOGS.has(logDriver) && confinement.logMaxSize === undefined ? ["log size"] : []),
  ];
}

/**
 * Nothing keeps one container from taking the whole host. A missing bound of memory is what counts: without it the
 * kernel chooses a victim, and it may be another container or dockerd.
 */
export const missingLimits: Mode = riskMode({
  id: "missing-limits",
  title: "No limits",
  part: "ctrs",
  riskOf: (inspect) => {
    const missing = unbounded(inspect);
    if (missing === undefined) return undefined;
    if (missing.length === 0) return "none";
    const { confinement, memoryLimitBytes } = inspect;
    return {
      summary: `${inspect.name} has no limit of ${named(missing, 4)}${missing.includes("memory") ? ": it can take what all others need" : ""}.`,
      text: `Memory=${memoryLimitBytes} NanoCpus=${confinement?.nanoCpus} CpuQuota=${confinement?.cpuQuotaMicros} PidsLimit=${confinement?.pidsLimit} max-size=${confinement?.logMaxSize ?? ""} RestartPolicy=${inspect.restartPolicy}`,
      reading: `no limit: ${missing.join(", ")}`,
      facts: { missing: missing.join(", ") },
    };
  },
});
