import type { PartId } from "#lib/domain/anatomy.ts";
import type { Runbook } from "#lib/domain/runbook.ts";
import { MODE_IDS, type ModeId } from "#lib/domain/symptom.ts";

/** Where each mode is drawn, and its group on the page of runbooks. */
export const MODE_PLACES: Readonly<Record<ModeId, { readonly part: PartId; readonly group: string }>> = {
  "daemon-down": { part: "dockerd", group: "Daemon does not start" },
  "docker-sock-permission": { part: "sock", group: "Daemon does not start" },
  "daemon-hung": { part: "dockerd", group: "Daemon at run time" },
  "containerd-hung": { part: "containerd", group: "Daemon at run time" },
  "container-lock-hung": { part: "dockerd", group: "Daemon at run time" },
  "daemon-json-invalid": { part: "config", group: "Daemon does not start" },
  "daemon-json-flag-conflict": { part: "config", group: "Daemon does not start" },
  "container-restart-loop": { part: "ctrs", group: "Containers" },
  "container-oom-killed": { part: "ctrs", group: "Containers" },
  "container-unhealthy": { part: "ctrs", group: "Containers" },
  "disk-full-data-root": { part: "disk", group: "Storage" },
  "disk-inodes-exhausted": { part: "disk", group: "Storage" },
  "iptables-filter-wiped": { part: "ipt", group: "Network" },
  "iptables-nat-wiped": { part: "ipt", group: "Network" },
};

export interface Covered {
  readonly mode: ModeId;
  /** The first runbook that serves it; absent is a hole. */
  readonly runbook?: Runbook;
}

export interface CoverageGroup {
  readonly name: string;
  readonly modes: readonly Covered[];
}

/** Every mode that can be found, by group, with the runbook that serves it. */
export function coverageOf(runbooks: readonly Runbook[]): readonly CoverageGroup[] {
  const groups = new Map<string, Covered[]>();
  for (const mode of MODE_IDS) {
    const runbook = runbooks.find(({ symptoms }) => symptoms.includes(mode));
    const name = MODE_PLACES[mode].group;
    groups.set(name, [...(groups.get(name) ?? []), { mode, ...(runbook && { runbook }) }]);
  }
  return [...groups].map(([name, modes]) => ({ name, modes }));
}
