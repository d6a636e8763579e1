import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { FoghornError } from "../../domain/errors.ts";

/*
 * Which hosts of a recording are multiplied into a fleet: for trying the console at a size that nobody keeps in a lab.
 * Every one of them is marked as a recording wherever it is drawn.
 */

const Group = z.strictObject({
  /** Ids of its hosts are this name and a number. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  count: z.int().min(1).max(500),
  labels: z.record(z.string(), z.string()).default({}),
  /** Host of the recording that they play. */
  host: z.string().min(1),
  /** The stretch of the session that is played, again and again. */
  fromSeconds: z.number().min(0),
  toSeconds: z.number().positive(),
  /** The last host begins so much later than the first, the others between. */
  spreadSeconds: z.number().min(0).default(0),
});
const Plan = z.strictObject({ recording: z.string().min(1), groups: z.array(Group).min(1) });

export type FleetGroup = z.infer<typeof Group>;

export interface FleetPlan {
  /** Path of the recording; in the file it is relative to the file. */
  readonly recording: string;
  readonly groups: readonly FleetGroup[];
}

/** Reads a fleet from a JSON file. Throws `invalid-input` that names what is wrong. */
export async function readFleetPlan(file: string): Promise<FleetPlan> {
  const parsed = Plan.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new FoghornError("invalid-input", `${file} describes no fleet. ${wrong.join("; ")}`);
  }
  const { recording, groups } = parsed.data;
  return { recording: resolve(dirname(file), recording), groups };
}
