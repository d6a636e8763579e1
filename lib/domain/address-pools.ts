import { type Ipv4Range, isOverlapping, rangeOf, sizeOf } from "./ipv4.ts";

/** A block that Docker cuts subnets from, and how large each is. */
export interface AddressPool {
  readonly base: string;
  /** Prefix length of one subnet. */
  readonly size: number;
}

/** What every engine since 18.09 takes from, unless told: 31 subnets. */
export const DEFAULT_POOLS: readonly AddressPool[] = [
  { base: "172.17.0.0/16", size: 16 },
  { base: "172.18.0.0/16", size: 16 },
  { base: "172.19.0.0/16", size: 16 },
  { base: "172.20.0.0/14", size: 16 },
  { base: "172.24.0.0/14", size: 16 },
  { base: "172.28.0.0/14", size: 16 },
  { base: "192.168.0.0/16", size: 20 },
];

export interface PoolUse {
  /** Subnets there are. */
  readonly capacity: number;
  readonly taken: number;
}

// Pools with more subnets than this do not run out; they are not counted one by one.
const MAX_COUNTED = 4_096;

/** How many subnets of the pools are taken by these blocks, wholly or in part. IPv6 pools are left out. */
export function poolUsage(pools: readonly AddressPool[], takenBlocks: readonly string[]): PoolUse {
  const blocks = takenBlocks.flatMap((text) => rangeOf(text) ?? []);
  let capacity = 0;
  let taken = 0;
  for (const { base, size } of pools) {
    const range = rangeOf(base);
    if (range === undefined || size < 1 || size > 32) continue;
    const subnetSize = 2 ** (32 - size);
    const count = Math.max(1, sizeOf(range) / subnetSize);
    capacity += count;
    taken += takenIn(range, subnetSize, count, blocks);
  }
  return { capacity, taken };
}

function takenIn(range: Ipv4Range, subnetSize: number, count: number, blocks: readonly Ipv4Range[]): number {
  const inside = blocks.filter((block) => isOverlapping(block, range));
  if (count > MAX_COUNTED) return Math.min(count, inside.length);
  const taken = new Set<number>();
  for (const { first, last } of inside) {
    const from = Math.floor((Math.max(first, range.first) - range.first) / subnetSize);
    const to = Math.floor((Math.min(last, range.last) - range.first) / subnetSize);
    for (let subnet = from; subnet <= to; subnet += 1) taken.add(subnet);
  }
  return taken.size;
}

/** `default-address-pools` of daemon.json, or the words of the flag; undefined for what is neither. */
export function poolsFrom(value: unknown): readonly AddressPool[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const pools = value.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null) return [];
    const { base, size } = one as { readonly base?: unknown; readonly size?: unknown };
    return typeof base === "string" && typeof size === "number" ? [{ base, size }] : [];
  });
  return pools.length > 0 ? pools : undefined;
}

/** "base=10.10.0.0/16,size=24" */
export function poolFromFlag(text: string): AddressPool | undefined {
  const base = /\bbase=([^,\s]+)/.exec(text)?.[1];
  const size = Number(/\bsize=(\d+)/.exec(text)?.[1]);
  return base !== undefined && Number.isInteger(size) ? { base, size } : undefined;
}
