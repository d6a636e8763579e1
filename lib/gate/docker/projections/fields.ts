import { z } from "zod";
import { CONTAINER_ID } from "../../../domain/ids.ts";
import type { EpochMs } from "../../../domain/time.ts";
import { ApiError } from "../failure.ts";

/*
 * Building blocks of the projections. A projection is an allowlist: what is not named here never leaves
 * the gate. Null and absent are the same to Docker, so they are the same here.
 */

/** A string of at most `length` characters; null and absent are empty. */
export const text = (length: number) =>
  z
    .string()
    .nullish()
    .transform((value) => (value ?? "").slice(0, length));

export const optionalText = (length: number) =>
  z
    .string()
    .nullish()
    .transform((value) =>
      value === null || value === undefined || value === "" ? undefined : value.slice(0, length),
    );

export const count = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);

export const optionalCount = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined);

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** Go's zero time means "never". */
export const optionalTime = z
  .string()
  .nullish()
  .transform((value): EpochMs | undefined => {
    if (value === null || value === undefined || value.startsWith("0001-")) return undefined;
    const at = Date.parse(value);
    return Number.isNaN(at) ? undefined : at;
  });

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

export const containerId = z.string().regex(CONTAINER_ID);

type Optional<T> = {
  [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key];
} & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** The same value without the fields that are undefined: absent is absent, in JSON as in types. */
export function withoutAbsent<T extends object>(value: T): Optional<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Optional<T>;
}

/** What a projection accepts, or ApiError `malformed` that names the first wrong field. */
export function project<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where =
    issue === undefined || issue.path.length === 0 ? "the answer" : issue.path.map(String).join(".");
  throw new ApiError("malformed", `${where.slice(0, 120)}: ${issue?.message.slice(0, 200) ?? "unexpected"}`);
}
