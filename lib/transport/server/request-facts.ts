import type { IncomingHttpHeaders } from "node:http";
import { BlockList, isIP } from "node:net";
import type { Scheme } from "../edge.ts";

/** Who asks, and how they reached us. Headers of a proxy count only when the proxy is a trusted one. */
export interface RequestFacts {
  readonly clientAddress: string;
  readonly scheme: Scheme;
}

export function createFactFinder(options: {
  readonly isTls: boolean;
  readonly trustedProxies: readonly string[];
}): (remoteAddress: string | undefined, headers: IncomingHttpHeaders) => RequestFacts {
  const trusted = new BlockList();
  for (const range of options.trustedProxies) addRange(trusted, range);
  const isTrusted = (address: string) => {
    const version = isIP(address);
    return version !== 0 && trusted.check(address, version === 4 ? "ipv4" : "ipv6");
  };
  return (remoteAddress, headers) => {
    const remote = plainAddress(remoteAddress ?? "unknown");
    const own: Scheme = options.isTls ? "https" : "http";
    if (!isTrusted(remote)) return { clientAddress: remote, scheme: own };
    // From the right: each proxy appends whom it heard, so the first untrusted one is the client.
    const chain = listOf(headers["x-forwarded-for"]).reverse().map(plainAddress);
    const client = chain.find((address) => !isTrusted(address)) ?? chain.at(-1) ?? remote;
    const proto = listOf(headers["x-forwarded-proto"]).at(-1);
    return { clientAddress: client.slice(0, 64), scheme: proto === "https" ? "https" : own };
  };
}

/** IPv4 that arrives on an IPv6 socket looks like `::ffff:10.0.0.1`. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");

const listOf = (value: string | readonly string[] | undefined): string[] =>
  (Array.isArray(value) ? value.join(",") : String(value ?? ""))
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

function addRange(list: BlockList, range: string): void {
  const [address = "", bits] = range.split("/");
  const family = isIP(address) === 4 ? "ipv4" : "ipv6";
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
}

/** `10.0.0.1`, `10.0.0.0/8`, `fd00::/8` */
export function isAddressRange(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
