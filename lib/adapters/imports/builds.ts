import { z } from "zod";
import { HOST_ID, toHostId } from "../../domain/ids.ts";
import type { BuildReading } from "../../domain/imports.ts";
import { name, timeText } from "./fields.ts";

const MAX_BUILDS = 20_000;
const steps = z.int().nonnegative().optional();

const Builds = z.strictObject({
  kind: z.literal("foghorn-builds"),
  builds: z
    .array(
      z
        .strictObject({
          host: z.string().regex(HOST_ID, "is the id of a host: small letters, digits and -"),
          project: name,
          startedAt: timeText,
          durationMs: z.number().nonnegative(),
          steps,
          cachedSteps: steps,
        })
        .refine(({ steps: all, cachedSteps }) => (cachedSteps ?? 0) <= (all ?? Number.POSITIVE_INFINITY), {
          message: "cachedSteps is more than steps",
        }),
    )
    .max(MAX_BUILDS),
});

/** Durations as CI wrote them down; one that is wrong makes the file wrong, so that nothing is left out silently. */
export const parseBuilds = (value: unknown): z.ZodSafeParseResult<readonly BuildReading[]> =>
  Builds.transform(({ builds }) =>
    builds.map(
      ({ host, project, startedAt, durationMs, steps: all, cachedSteps }): BuildReading => ({
        hostId: toHostId(host),
        project,
        startedAt,
        durationMs,
        ...(all !== undefined && { steps: all }),
        ...(cachedSteps !== undefined && { cachedSteps }),
      }),
    ),
  ).safeParse(value);
