import { afterEach, beforeEach } from "vitest";
import type { IncidentId } from "../../../domain/ids.ts";
import { createWorld, type World } from "./world.ts";

/* For tests of one incident of sym-1, daemon-down on web-1, that Ada opened; each test has its own. */

export let world: World;
export let incidentId: IncidentId;

export function withOneIncident(): void {
  beforeEach(async () => {
    world = await createWorld();
    incidentId = await world.openOne();
  });
  afterEach(() => world.close());
}
