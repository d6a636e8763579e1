import { isAddress, readCidr } from "./check-type.ts";
import type { Complaint } from "./finding.ts";
import type { GivenSettings } from "./given-settings.ts";
import type { ValueCheck } from "./value-check.ts";

const bridge = (title: string, words: string): Complaint => ({ mode: "bridge-config-invalid", title, words });

/** Networks that nobody routes to: a pool anywhere else cuts off the real owners of its addresses. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"];

const span = (cidr: string): readonly [first: number, last: number] | undefined => {
  const read = readCidr(cidr);
  if (read === undefined) return undefined;
  const size = 2 ** (32 - read.bits);
  const first = Math.floor(read.address / size) * size;
  return [first, first + size - 1];
};

export function isPublic(cidr: string): boolean {
  const own = span(cidr);
  return (
    own !== undefined &&
    !PRIVATE.some((known) => {
      const whole = span(known);
      return whole !== undefined && own[0] >= whole[0] && own[1] <= whole[1];
    })
  );
}

export const NETWORK_CHECKS: readonly ValueCheck[] = [
  { key: "default-address-pools", check: checkPools },
  { key: "bip", check: checkBip },
  {
    key: "mtu",
    check: (given, major) => {
      const mtu = given.number("mtu");
      if (mtu === undefined || mtu >= 0) return undefined;
      const complaint = bridge("Bad value for mtu", `mtu is ${mtu}; it must not be negative.`);
      // 20.10 finds it only when it makes its network.
      return (major ?? 20) < 23 ? complaint : { ...complaint, mode: "daemon-json-wrong-type" };
    },
  },
  {
    key: "bridge",
    check: (given) =>
      (given.text("bridge") ?? "") !== "" && (given.text("bip") ?? "") !== ""
        ? bridge("bridge and bip exclude each other", "bridge and bip are both set; only one of them may be.")
        : undefined,
  },
  { key: "fixed-cidr", check: checkFixedCidr },
  {
    key: "icc",
    check: (given) =>
      given.isOff("icc") && given.isOff("iptables")
        ? bridge("icc off without iptables", "icc is off, which needs iptables, and iptables is off as well.")
        : undefined,
  },
];

function checkPools(given: GivenSettings): Complaint | undefined {
  for (const { base, size } of poolsOf(given.at("default-address-pools")?.value)) {
    const read = typeof base === "string" ? readCidr(base) : undefined;
    const wrong = (words: string): Complaint => ({
      mode: "address-pool-invalid",
      title: "Address pool not valid",
      words,
    });
    if (typeof base !== "string" || typeof size !== "number") {
      if (typeof base === "string" && size === undefined) return wrong(`The pool ${base} has no size.`);
      continue;
    }
    if (read === undefined) {
      // Pools of IPv6 are read by the same rules; a colon is all that tells them apart here.
      if (base.includes(":")) continue;
      return wrong(`“${base}” is not a network: address/length, at most 32.`);
    }
    if (size < read.bits || size > 32)
      return wrong(
        `The pool ${base} cannot be cut into networks of /${size}: size lies between ${read.bits} and 32.`,
      );
    if (isPublic(base))
      return {
        ...wrong(
          `The pool ${base} is public address space: its real owners cannot be reached from containers.`,
        ),
        title: "Address pool outside private networks",
        consequence: "dockerd starts with it.",
      };
  }
  return undefined;
}

/** Of the file objects, of flags "base=10.0.0.0/8,size=24". */
function poolsOf(value: unknown): readonly { readonly base?: unknown; readonly size?: unknown }[] {
  if (!Array.isArray(value)) return [];
  return value.map((pool: unknown) => {
    if (typeof pool === "object" && pool !== null) return pool;
    const parts = new Map(
      String(pool)
        .split(",")
        .map((part): [string, string] => {
          const [name = "", text = ""] = part.split("=");
          return [name.trim(), text.trim()];
        }),
    );
    const size = parts.get("size");
    return { base: parts.get("base"), size: size === undefined ? undefined : Number(size) };
  });
}

function checkBip(given: GivenSettings): Complaint | undefined {
  const bip = given.text("bip") ?? "";
  if (bip === "") return undefined;
  const read = readCidr(bip);
  if (read === undefined)
    return bridge("bip not valid", `bip “${bip}” wants an address with its mask: 172.28.0.1/16.`);
  const size = 2 ** (32 - read.bits);
  if (size > 2 && read.address % size === 0)
    return bridge(
      "bip is the network itself",
      `bip ${bip} is the address of the network: take one inside, such as the first.`,
    );
  return isPublic(bip)
    ? {
        ...bridge(
          "bip outside private networks",
          `bip ${bip} is public address space: its real owners cannot be reached.`,
        ),
        consequence: "dockerd starts with it.",
      }
    : undefined;
}

function checkFixedCidr(given: GivenSettings): Complaint | undefined {
  const text = given.text("fixed-cidr") ?? "";
  if (text === "") return undefined;
  const part = span(text);
  if (part === undefined)
    return isAddress(text.split("/")[0] ?? "") && text.includes(":")
      ? undefined
      : bridge("fixed-cidr not valid", `fixed-cidr “${text}” is not a network: address/length.`);
  return undefined;
}
