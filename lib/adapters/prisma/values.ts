import type { EpochMs } from "../../domain/time.ts";

/** Times are BigInt columns: they read the same in every tool, and no float rounds them. */
export const toTime = (at: EpochMs): bigint => BigInt(Math.trunc(at));
export const fromTime = (at: bigint): EpochMs => Number(at);
export const toOptionalTime = (at: EpochMs | undefined): bigint | null =>
  at === undefined ? null : toTime(at);
export const fromOptionalTime = (at: bigint | null): EpochMs | undefined =>
  at === null ? undefined : fromTime(at);

type Defined<Value> = {
  [Key in keyof Value as null extends Value[Key]
    ? never
    : undefined extends Value[Key]
      ? never
      : Key]: Value[Key];
} & {
  [Key in keyof Value as null extends Value[Key]
    ? Key
    : undefined extends Value[Key]
      ? Key
      : never]?: Exclude<Value[Key], undefined | null>;
};

/** Leaves out what is null or undefined: rows say null, values of the domain leave the property away. */
export function defined<Value extends object>(value: Value): Defined<Value> {
  const kept = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(kept) as Defined<Value>;
}
