import type { SettingKey } from "./parse-json.ts";
import type { StartFlag } from "./start-arguments.ts";

/** One setting given both ways; dockerd does not start with it, whether the values agree or not. */
export interface Conflict {
  /** Key of daemon.json. */
  readonly key: string;
  readonly setting: SettingKey;
  readonly flags: readonly StartFlag[];
}

/** Flags whose key in the file is called otherwise. */
export const KEY_OF_FLAG: Readonly<Record<string, string>> = {
  "allow-nondistributable-artifact": "allow-nondistributable-artifacts",
  "authorization-plugin": "authorization-plugins",
  "cdi-spec-dir": "cdi-spec-dirs",
  "cluster-store-opt": "cluster-store-opts",
  "default-address-pool": "default-address-pools",
  "default-network-opt": "default-network-opts",
  "default-ulimit": "default-ulimits",
  "dns-opt": "dns-opts",
  "exec-opt": "exec-opts",
  host: "hosts",
  "insecure-registry": "insecure-registries",
  label: "labels",
  "log-opt": "log-opts",
  "node-generic-resource": "node-generic-resources",
  "registry-mirror": "registry-mirrors",
  "storage-opt": "storage-opts",
};

// dockerd merges runtimes of both; the others are no settings.
const NEVER_A_CONFLICT = new Set(["runtimes", "config-file", "validate", "version", "help"]);

// Objects that are one setting each. Any other object is opened, and its members are settings.
const ONE_SETTING: ReadonlySet<string> = new Set([
  "builder",
  "cluster-store-opts",
  "default-network-opts",
  "default-ulimits",
  "features",
  "log-opts",
  "runtimes",
]);

/** Settings given both as a flag and in the file, as dockerd compares them at a start. */
export function findConflicts(
  settings: readonly SettingKey[],
  flags: readonly StartFlag[],
): readonly Conflict[] {
  const byKey = new Map(settings.flatMap((one) => opened(one)).map((setting) => [setting.key, setting]));
  const found = new Map<string, Conflict>();
  for (const flag of flags) {
    const key = KEY_OF_FLAG[flag.name] ?? (flag.name === "add-runtime" ? "runtimes" : flag.name);
    const setting = byKey.get(key);
    if (setting === undefined || NEVER_A_CONFLICT.has(key)) continue;
    const before = found.get(key);
    found.set(key, { key, setting, flags: [...(before?.flags ?? []), flag] });
  }
  return [...found.values()];
}

// The first version that takes the object as one; those before open it.
const ONE_SETTING_SINCE: Readonly<Record<string, number>> = { "default-network-opts": 24 };

/** The settings that dockerd makes of one key: the members of an object that is not a setting itself. */
export function opened(setting: SettingKey, major = Number.POSITIVE_INFINITY): readonly SettingKey[] {
  const { value } = setting;
  const isOne = ONE_SETTING.has(setting.key) && major >= (ONE_SETTING_SINCE[setting.key] ?? 0);
  if (isOne || typeof value !== "object" || value === null || Array.isArray(value)) return [setting];
  return Object.entries(value).map(([key, inner]) => ({
    ...setting,
    key,
    value: inner,
    valueText: JSON.stringify(inner).slice(0, 200),
  }));
}

/** As dockerd prints it: "hosts: (from flag: [fd://], from file: [unix:///run/docker.sock])". */
export function conflictText({ key, setting, flags }: Conflict): string {
  const isList = key === "hosts" || flags.length > 1 || Array.isArray(setting.value);
  const values = flags.map(({ value }) => value || "true").join(" ");
  const fromFile = Array.isArray(setting.value) ? `[${setting.value.join(" ")}]` : String(setting.value);
  return `${key}: (from flag: ${isList ? `[${values}]` : values}, from file: ${fromFile})`;
}
