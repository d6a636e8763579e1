/** A block of IPv4 addresses as numbers, both ends included. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

const ALL_BITS = 32;
const ADDRESS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** "10.0.0.1" as a number; undefined for anything else, IPv6 too. */
export function ipv4Of(text: string): number | undefined {
  const parts = ADDRESS.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** "10.0.0.0/8", "10.0.0.0/255.0.0.0" or a single address; undefined for anything else. */
export function rangeOf(text: string): Ipv4Range | undefined {
  const [address = "", length = String(ALL_BITS)] = text.split("/");
  const number = ipv4Of(address);
  const mask = length.includes(".") ? ipv4Of(length) : undefined;
  const bits = mask === undefined ? Number(length) : prefixOf(mask);
  if (number === undefined || !Number.isInteger(bits) || bits < 0 || bits > ALL_BITS) return undefined;
  const size = 2 ** (ALL_BITS - bits);
  const first = number - (number % size);
  return { first, last: first + size - 1 };
}

/** Ones of a netmask: 255.255.0.0 is 16. */
export const prefixOf = (mask: number): number => mask.toString(2).replaceAll("0", "").length;

export const textOfIpv4 = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");

export const isWithin = (inner: Ipv4Range, outer: Ipv4Range): boolean =>
  inner.first >= outer.first && inner.last <= outer.last;

export const isOverlapping = (a: Ipv4Range, b: Ipv4Range): boolean => a.first <= b.last && b.first <= a.last;

export const sizeOf = ({ first, last }: Ipv4Range): number => last - first + 1;
