import { z } from "zod/mini";
import { INCIDENT_ROLES, INCIDENT_STATES, MILESTONES } from "../../domain/incident.ts";

/* What several parts of an exported incident are made of. */

/** Ids are ours and read as they are: text in the file, the id in the code. */
export const id = <Id extends string>() => z.string() as unknown as z.ZodMiniType<Id, string>;

/** As far as a date reaches on either side of 1970. */
const FURTHEST_MS = 8.64e15;
/** Milliseconds since 1970, UTC. */
export const moment = z
  .number()
  .check(z.minimum(-FURTHEST_MS), z.maximum(FURTHEST_MS), z.describe("Milliseconds since 1970, UTC"));
export const digest = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/), z.describe("SHA-256 as hexadecimal digits"));
export const optional = z.exactOptional;
export const texts = z.array(z.string());

export const incidentState = z.enum(INCIDENT_STATES);
export const incidentSeverity = z.enum(["SEV1", "SEV2", "SEV3", "SEV4"]);
export const milestone = z.enum(MILESTONES);
export const incidentRole = z.enum(INCIDENT_ROLES);
export const visibility = z.enum(["internal", "shared"]);
