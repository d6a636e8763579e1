import { LabError } from "./errors.ts";
import { assert, END_TASKS, type FaultHost, faultHost, RESET_FAILED } from "./faults/fault.ts";
import { type ChosenFault, chooseFault } from "./faults/index.ts";
import { readRecord, writeRecord } from "./host-record.ts";
import { runningHost } from "./in-host.ts";
import { withLock } from "./lock.ts";
import { hostLockPath, type Lab } from "./places.ts";
import { until } from "./run.ts";
import { workloadOn, workloadWell } from "./workload.ts";

const LOCK_WAIT_MS = 180_000;
const VERIFY_MS = 20_000; // systemd of Debian 13 gives a start that fails 6.6 s before it gives up
const ANSWER_MS = 60_000;
const WELL_MS = 20_000; // a health check of the workload every 2 s, and many to spare

export interface Broken {
  readonly ref: string;
  /** When the fault began: before anything was done, unless the fault knows better. */
  readonly begunAt: number;
  readonly brokenAt: number;
}

/**
 * Breaks a host and makes sure that it is broken.
 * Errors: `usage` for an unknown fault, `conflict` when it has that fault already, `deadline` when the
 * host does not show what the fault expects.
 */
export async function breakHost(lab: Lab, name: string, text: string): Promise<Broken> {
  const chosen = chooseFault(text);
  const ref = `${chosen.fault.id}:${chosen.variant}`;
  return withLock(hostLockPath(lab, name), LOCK_WAIT_MS, async () => {
    const record = runningHost(lab, name);
    if (record.faults.some((active) => active.id === chosen.fault.id)) {
      throw new LabError("conflict", `${name} has ${chosen.fault.id} already; heal it first`);
    }
    const host = faultHost(lab, name, record.engine);
    const askedAt = Date.now();
    // Written down first: what is half broken when this command dies must be healed too.
    const active = { id: chosen.fault.id, variant: chosen.variant, brokenAt: askedAt };
    writeRecord(lab, { ...record, faults: [...record.faults, active] });
    await chosen.fault.break(host, chosen.variant);
    const begunAt = host.begunAt() ?? askedAt;
    const brokenAt = Date.now();
    await until(`${ref} on ${name}`, VERIFY_MS, async () => {
      await chosen.fault.verify(host, chosen.variant);
      await verifyJournal(host, chosen, askedAt);
      return true;
    });
    return { ref, begunAt, brokenAt };
  });
}

/** Rejects unless the journal has, since the break, the line that the fault is known by. */
async function verifyJournal(
  host: FaultHost,
  { fault, variant }: ChosenFault,
  sinceAt: number,
): Promise<void> {
  const { journal } = fault.expect(variant, host.engine);
  if (!journal) return;
  const since = `@${Math.floor(sinceAt / 1000)}`;
  const units = ["--unit=docker.service", "--unit=docker.socket", "--unit=containerd.service"];
  const lines = await host.try(["journalctl", ...units, "--since", since, "--output=cat", "--no-pager"]);
  assert(
    lines.stdout.split("\n").some((line) => journal.test(line)),
    `the journal has no line like ${journal.source}`,
  );
}

/** Heals one fault of a host, or all of them, last one first. Gives what was healed. */
export function healHost(lab: Lab, name: string, text?: string): Promise<string[]> {
  return withLock(hostLockPath(lab, name), LOCK_WAIT_MS, async () => {
    const record = runningHost(lab, name);
    const host = faultHost(lab, name, record.engine);
    const healed: string[] = [];
    for (const { fault, variant } of toHeal(record.faults, text)) {
      await fault.heal(host, variant);
      const now = readRecord(lab, name);
      if (now) writeRecord(lab, { ...now, faults: now.faults.filter((active) => active.id !== fault.id) });
      healed.push(`${fault.id}:${variant}`);
    }
    // With another fault still in it, nothing can be said about the rest.
    if (readRecord(lab, name)?.faults.length === 0) await restoreBaseline(lab, host);
    return healed;
  });
}

function toHeal(active: readonly { id: string; variant: string }[], text: string | undefined): ChosenFault[] {
  if (text === undefined)
    return active.toReversed().map(({ id, variant }) => chooseFault(`${id}:${variant}`));
  const chosen = chooseFault(text);
  const known = active.find(({ id }) => id === chosen.fault.id);
  return [known ? chooseFault(`${known.id}:${known.variant}`) : chosen];
}

/** All three units active, the API answering, and the workload, if there is one, as well as before. */
async function restoreBaseline(lab: Lab, host: FaultHost): Promise<void> {
  await host.sh(
    `for unit in containerd.service docker.socket docker.service; do
       systemctl --quiet is-active $unit || { ${RESET_FAILED}; systemctl start $unit; }
     done
     ${RESET_FAILED}`,
    { deadlineMs: ANSWER_MS },
  );
  await until(
    `answer of ${host.name}`,
    ANSWER_MS,
    async () => (await host.ask("/_ping")).status === 200 || undefined,
  );
  // Containers that died while their end could not be saved do not come back by themselves …
  if (await isWell(lab, host.name)) return;
  const ill = (await workloadOn(lab, host.name)).filter(({ state }) => state !== "running");
  if (ill.length > 0) await host.sh(`docker restart --time 1 ${ill.map(({ name }) => name).join(" ")}`);
  if (await isWell(lab, host.name)) return;
  // … and where dockerd and containerd disagree about what runs, they are made to agree on nothing.
  await host.sh(
    `systemctl stop docker.socket docker.service
     ${END_TASKS}
     ${RESET_FAILED}
     systemctl start docker.socket docker.service`,
    { deadlineMs: ANSWER_MS },
  );
  await workloadWell(lab, host.name, WELL_MS);
}

const isWell = (lab: Lab, name: string): Promise<boolean> =>
  workloadWell(lab, name, WELL_MS).then(
    () => true,
    () => false,
  );
