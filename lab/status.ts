import { type HostState, hostState, readRecords } from "./host-record.ts";
import type { Engine } from "./naming.ts";
import { type Lab, sshKeyPath } from "./places.ts";

/** One host as `status --json` prints it. */
export interface HostStatus {
  readonly name: string;
  readonly docker: Engine;
  readonly address: string;
  readonly state: HostState;
  /** Faults in it now, as given to `break`: "daemon-down:missing". */
  readonly faults: readonly string[];
  /** Path of the private key that root, ops and guest accept. */
  readonly sshIdentity: string;
}

/** All hosts of a lab, by name. Reads files and /proc only: safe at any time, also as another command runs. */
export function labStatus(lab: Lab): HostStatus[] {
  return readRecords(lab).map((record) => ({
    name: record.name,
    docker: record.engine,
    address: record.address,
    state: hostState(record),
    faults: record.faults.map((fault) => `${fault.id}:${fault.variant}`),
    sshIdentity: sshKeyPath(lab),
  }));
}

export function statusTable(hosts: readonly HostStatus[]): string {
  if (hosts.length === 0) return "no host is up";
  const rows = hosts.map((host) => [
    host.name,
    `docker ${host.docker}`,
    host.address,
    host.state,
    host.faults.join(" ") || "no fault",
  ]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
