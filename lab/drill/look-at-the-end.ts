import { setTimeout as pause } from "node:timers/promises";
import type { DrillRun } from "#lib/domain/drills/drill.ts";
import { messageOf } from "#lib/domain/errors.ts";
import { faultHost } from "../faults/fault.ts";
import type { ChosenFault } from "../faults/index.ts";
import { askDocker } from "../in-host.ts";
import type { Engine } from "../naming.ts";
import type { Lab } from "../places.ts";
import { workloadWell } from "../workload.ts";

/** A fault that comes and goes is found by one of these. */
const LOOKS = 3;
const LOOK_EVERY_MS = 1_000;
const PING_DEADLINE_MS = 5_000;
/** One interval of the health check, and some to spare. */
const WELL_WITHIN_MS = 10_000;

/** Whether people healed the host: the fault's own look does not find it any more, and the engine answers. */
export async function lookAtTheEnd(
  lab: Lab,
  name: string,
  engine: Engine,
  { fault, variant }: ChosenFault,
): Promise<Pick<DrillRun, "left" | "amiss">> {
  const host = faultHost(lab, name, engine);
  const ping = await askDocker(lab, name, "/_ping", PING_DEADLINE_MS).then(
    ({ status }) => (status === 200 ? undefined : `the API answers with ${status}`),
    (error: unknown) => `the API does not answer (${messageOf(error)})`,
  );
  const isFound = await anyLook(() => fault.verify(host, variant));
  if (ping !== undefined) return { left: "broken", amiss: [ping] };
  const ill = await workloadWell(lab, name, WELL_WITHIN_MS).then(
    () => [],
    (error: unknown) => [messageOf(error)],
  );
  return { left: isFound ? "broken" : "healed", amiss: ill };
}

async function anyLook(verify: () => Promise<void>): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await pause(LOOK_EVERY_MS);
    const isFound = await verify().then(
      () => true,
      () => false,
    );
    if (isFound) return true;
  }
  return false;
}
