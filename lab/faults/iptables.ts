import { type FaultHost, RESET_FAILED } from "./fault.ts";

/** What both faults of the firewall share: a table is saved, wiped, and put back as it was. */
export const WIPE_VARIANTS = {
  deleted: "all rules and Docker's chains are deleted; policies stay",
  flushed: "all rules are deleted; the empty chains stay",
};

const saved = (table: string): string => `/run/lab-iptables-${table}`;

/** An empty save file would wipe the table when it is put back: it is written whole or not at all. */
export async function wipeTable(host: FaultHost, table: string, variant: string): Promise<void> {
  await host.sh(
    `iptables-save -t ${table} > ${saved(table)}.new
     mv ${saved(table)}.new ${saved(table)}
     iptables -t ${table} -F
     ${variant === "deleted" ? `iptables -t ${table} -X` : ""}`,
  );
}

/**
 * Puts the rules back as they were, so that no container notices. Where somebody has changed the table
 * meanwhile, old rules could name addresses that have moved on: then dockerd is to write them anew.
 */
export async function restoreTable(host: FaultHost, table: string): Promise<void> {
  const file = saved(table);
  await host.sh(
    `test -e ${file} || exit 0
     rules() { grep '^-A' || true; }
     now=$(iptables-save -t ${table} | rules)
     if test -z "$now"; then
       iptables-restore --wait --table ${table} < ${file}
     elif test "$now" != "$(rules < ${file})"; then
       ${RESET_FAILED}
       systemctl restart docker.service
     fi
     rm ${file}`,
    { deadlineMs: 60_000 },
  );
}

/** A table's rules, in the words of iptables -S; policies and chains left out. */
export async function rules(host: FaultHost, table: string): Promise<string[]> {
  return (await host.sh(`iptables -t ${table} -S`)).split("\n").filter((line) => line.startsWith("-A"));
}

export const chains = async (host: FaultHost, table: string): Promise<string[]> =>
  (await host.sh(`iptables -t ${table} -S`)).split("\n").filter((line) => line.startsWith("-N"));
