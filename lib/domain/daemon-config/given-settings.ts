import { KEY_OF_FLAG } from "./conflicts.ts";
import type { GivenSetting } from "./finding.ts";
import type { SettingKey } from "./parse-json.ts";
import type { StartFlag } from "./start-arguments.ts";

/** Every setting dockerd would start with, from file and flags, by the key of daemon.json. */
export interface GivenSettings {
  /** Undefined where it is not given. */
  readonly at: (key: string) => GivenSetting | undefined;
  /** As text; undefined where it is not given or is none. */
  readonly text: (key: string) => string | undefined;
  readonly number: (key: string) => number | undefined;
  /** Members that are texts. */
  readonly texts: (key: string) => readonly string[];
  readonly isOn: (key: string) => boolean;
  readonly isOff: (key: string) => boolean;
  readonly map: (key: string) => Readonly<Record<string, unknown>>;
}

/** Flags that may stand several times; each time adds one. */
const isList = (key: string): boolean => key.endsWith("s") && (KEY_OF_FLAG_VALUES.has(key) || key === "dns");
const KEY_OF_FLAG_VALUES = new Set(Object.values(KEY_OF_FLAG));

export function givenSettings(
  path: string,
  keys: readonly SettingKey[],
  flags: readonly StartFlag[],
): GivenSettings {
  const given = new Map<string, GivenSetting>();
  for (const flag of flags) {
    const key = KEY_OF_FLAG[flag.name] ?? flag.name;
    const before = given.get(key)?.value;
    const value =
      isList(key) || key === "dns-search"
        ? [...(Array.isArray(before) ? before : []), flag.value]
        : flag.value;
    given.set(key, { key, value, file: flag.file, isFlag: true, ...(flag.place && { place: flag.place }) });
  }
  for (const { key, value, line, column } of keys)
    given.set(key, { key, value, file: path, place: { line, column }, isFlag: false });
  const at = (key: string): GivenSetting | undefined => given.get(key);
  const valueAt = (key: string): unknown => given.get(key)?.value;
  return {
    at,
    text: (key) => {
      const value = valueAt(key);
      return typeof value === "string" ? value : undefined;
    },
    number: (key) => {
      const value = valueAt(key);
      if (typeof value === "number") return value;
      return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : undefined;
    },
    texts: (key) => {
      const value = valueAt(key);
      return Array.isArray(value) ? value.filter((member) => typeof member === "string") : [];
    },
    isOn: (key) => [true, "true", "1"].some((on) => on === valueAt(key)) || isBareSwitch(given.get(key)),
    isOff: (key) => [false, "false", "0"].some((off) => off === valueAt(key)),
    map: (key) => mapOf(valueAt(key)),
  };
}

const isBareSwitch = (setting: GivenSetting | undefined): boolean =>
  setting?.isFlag === true && setting.value === "";

/** An object as it is; "name=value" of repeated flags as one. */
function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  if (Array.isArray(value))
    return Object.fromEntries(
      value
        .filter((one) => typeof one === "string")
        .map((one): [string, string] => {
          const at = one.indexOf("=");
          return at < 0 ? [one, ""] : [one.slice(0, at), one.slice(at + 1)];
        }),
    );
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
