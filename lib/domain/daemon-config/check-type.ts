import type { SettingType } from "./settings.ts";

/** What a value is, in the words of the file. */
const nameOf = (value: unknown): string => {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "null";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "a text in quotes";
  return typeof value === "number" ? "a number" : "true or false";
};

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Wanted = string | undefined;

const scalar =
  (isRight: (value: unknown) => boolean, wanted: string) =>
  (value: unknown): Wanted =>
    value === null || isRight(value) ? undefined : `${wanted}, not ${nameOf(value)}`;

const text = scalar((value) => typeof value === "string", "a text in quotes");
const toggle = scalar((value) => typeof value === "boolean", "true or false, without quotes");
const integer = scalar((value) => typeof value === "number", "a whole number, without quotes");
const map = scalar(isMap, "an object in braces");
const list = scalar(Array.isArray, "a list in square brackets");

/** Each member of an object or list by its own rule, where the value is one at all. */
const each =
  (outer: (value: unknown) => Wanted, inner: (value: unknown, name: string) => Wanted) =>
  (value: unknown): Wanted => {
    const wrong = outer(value);
    if (wrong !== undefined || value === null) return wrong;
    for (const [name, member] of Object.entries(value as object)) {
      const why = inner(member, name);
      if (why !== undefined) return Array.isArray(value) ? `in its list ${why}` : `for “${name}” ${why}`;
    }
    return undefined;
  };

/** Members with a rule each, by name; others are not looked at. Go compares the names of fields without case. */
const fields = (rules: Readonly<Record<string, (value: unknown) => Wanted>>) =>
  each(map, (member, name) => rules[name.toLowerCase()]?.(member));

const wholeNumber = (value: unknown): Wanted =>
  integer(value) ?? (typeof value === "number" && !Number.isInteger(value) ? "a whole number" : undefined);
const texts = each(list, text);

const RULES: Readonly<
  Record<Exclude<SettingType, "address" | "size" | "ignored">, (value: unknown) => Wanted>
> = {
  switch: toggle,
  text,
  integer: wholeNumber,
  texts,
  "text-map": each(map, text),
  "map-of-text-maps": each(map, each(map, text)),
  "switch-map": each(map, toggle),
  pools: each(list, fields({ base: text, size: wholeNumber })),
  limits: each(map, fields({ name: text, hard: wholeNumber, soft: wholeNumber })),
  runtimes: each(map, fields({ path: text, runtimeargs: texts, runtimetype: text, options: map })),
  builder: fields({ gc: fields({ enabled: toggle, defaultkeepstorage: text, policy: list }) }),
  proxies: fields({ "http-proxy": text, "https-proxy": text, "no-proxy": text }),
};

/** What a setting of this type wants instead of this value; undefined where it is of the right type. */
export function wantedInstead(type: SettingType, value: unknown, valueText: string): string | undefined {
  switch (type) {
    case "ignored":
      return undefined;
    case "address":
      return value === null || (typeof value === "string" && (value === "" || isAddress(value)))
        ? undefined
        : `an IP address in quotes, not ${typeof value === "string" ? `“${value}”` : nameOf(value)}`;
    case "size":
      return typeof value === "string" && /^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i.test(value)
        ? undefined
        : 'a size in quotes such as "64M"';
    case "integer":
      // Go reads 1500.0 and 1e3 as fractions.
      return RULES.integer(value) ?? (/^-?\d+$|^null$/.test(valueText) ? undefined : "a whole number");
    default:
      return RULES[type](value);
  }
}

export const isAddress = (value: string): boolean =>
  isAddress4(value) || /^[\da-f]*:[\da-f:.]*$/i.test(value);

const isAddress4 = (value: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(value) && value.split(".").every((part) => Number(part) <= 255);

/** "10.99.0.0/16" as number and length; undefined where it is no IPv4 network. */
export function readCidr(value: string): { readonly address: number; readonly bits: number } | undefined {
  const [address = "", bits = ""] = value.split("/");
  if (!isAddress4(address) || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  return {
    address: address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0),
    bits: Number(bits),
  };
}
