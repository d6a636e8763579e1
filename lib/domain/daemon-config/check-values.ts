import { LOG_CHECKS } from "./check-log-values.ts";
import { NETWORK_CHECKS } from "./check-network-values.ts";
import { isAddress } from "./check-type.ts";
import { type Complaint, type Finding, findingAt } from "./finding.ts";
import type { GivenSettings } from "./given-settings.ts";
import type { ValueCheck } from "./value-check.ts";

/** A value that dockerd refuses for being none of what it knows. */
export const badValue = (key: string, words: string): Complaint => ({
  mode: "daemon-json-wrong-type",
  title: `Bad value for ${key}`,
  words,
});

const LEVELS = ["panic", "fatal", "error", "warn", "info", "debug", "trace"];
const RESERVED_LABEL = /^(?:com\.docker\.|io\.docker\.|org\.dockerproject\.)/i;
const DOMAIN = /^\.?(?:[a-z\d](?:[a-z\d_-]*[a-z\d])?\.?)+$/i;
const PROTOCOLS = /^(?:tcp|unix|fd|npipe|vsock):\/\//;
/** Storage drivers this version can be told to use; whether the kernel has them is another question. */
const DRIVERS = ["overlay2", "fuse-overlayfs", "btrfs", "zfs", "vfs"];
const OLD_DRIVERS: Readonly<Record<string, number>> = { overlay: 25, devicemapper: 25, aufs: 24 };

const refused = (values: readonly string[], isRight: (value: string) => boolean): string | undefined =>
  values.find((value) => !isRight(value));

const CHECKS: readonly ValueCheck[] = [
  {
    key: "log-level",
    check: (given, major) => {
      const level = given.text("log-level");
      // Until 24 the logging library took "warning" for "warn".
      const isOldWord = level?.toLowerCase() === "warning" && (major ?? 20) < 25;
      if (level === undefined || level === "" || LEVELS.includes(level.toLowerCase()) || isOldWord) return;
      return badValue("log-level", `log-level “${level}” is not known: debug, info, warn, error or fatal.`);
    },
  },
  {
    key: "log-format",
    check: (given) =>
      ["text", "json", ""].includes(given.text("log-format") ?? "")
        ? undefined
        : badValue("log-format", "log-format is “text” or “json”."),
  },
  {
    key: "dns",
    check: (given) => {
      const wrong = refused(given.texts("dns"), isAddress);
      return wrong === undefined
        ? undefined
        : badValue("dns", `dns wants IP addresses, and “${wrong}” is none.`);
    },
  },
  {
    key: "dns-search",
    check: (given) => {
      const wrong = refused(
        given.texts("dns-search"),
        (name) => name.trim() === "." || DOMAIN.test(name.trim()),
      );
      return wrong === undefined ? undefined : badValue("dns-search", `“${wrong}” is not a domain name.`);
    },
  },
  { key: "labels", check: checkLabels },
  ...["max-concurrent-downloads", "max-concurrent-uploads", "max-download-attempts"].map(
    (key): ValueCheck => ({
      key,
      check: (given, major) => {
        const count = given.number(key);
        // 20.10 wants at least one attempt; later versions take 0 for the default.
        const least = key === "max-download-attempts" && (major ?? 23) < 23 ? 1 : 0;
        return count !== undefined && count < least
          ? badValue(key, `${key} is ${count}; it must be at least ${least}.`)
          : undefined;
      },
    }),
  ),
  {
    key: "registry-mirrors",
    check: (given, major) => {
      const wrong = refused(given.texts("registry-mirrors"), (url) => isMirror(url, major));
      return wrong === undefined
        ? undefined
        : badValue(
            "registry-mirrors",
            `The mirror “${wrong}” must begin with http:// or https:// and end after the host${(major ?? 20) < 23 ? "" : " or its path"}.`,
          );
    },
  },
  {
    key: "insecure-registries",
    check: (given) => {
      const wrong = refused(given.texts("insecure-registries"), (name) => /^[^:]*$|:\d+$|\/\d+$/.test(name));
      return wrong === undefined
        ? undefined
        : badValue("insecure-registries", `“${wrong}” is no registry: host, host:port or a network.`);
    },
  },
  {
    key: "hosts",
    check: (given, major) => {
      const wrong = refused(given.texts("hosts"), (host) => !host.includes("://") || PROTOCOLS.test(host));
      if (wrong === undefined) return;
      // What 20.10 reads in the file it tries only when it opens its listeners.
      const isTriedLate = (major ?? 20) < 23 && given.at("hosts")?.isFlag === false;
      const complaint = badValue("hosts", `dockerd cannot listen on “${wrong}”: unix://, tcp:// or fd://.`);
      return isTriedLate ? { ...complaint, mode: "daemon-listen-failed" } : complaint;
    },
  },
  { key: "exec-opts", check: checkCgroupDriver },
  {
    key: "cgroup-parent",
    check: (given) => {
      const parent = given.text("cgroup-parent") ?? "";
      const isSystemd = execOpt(given, "native.cgroupdriver") === "systemd";
      if (!isSystemd || parent === "" || /^[^/]+\.slice$/.test(parent)) return;
      return {
        mode: "cgroup-driver-invalid",
        title: "cgroup-parent does not fit the driver",
        words: `With the systemd driver cgroup-parent is a slice such as “docker.slice”, not “${parent}”.`,
      };
    },
  },
  {
    key: "storage-driver",
    check: (given, major) => {
      const driver = given.text("storage-driver") ?? "";
      const goneIn = OLD_DRIVERS[driver];
      const isKnown =
        driver === "" || DRIVERS.includes(driver) || (goneIn !== undefined && (major ?? 20) < goneIn);
      if (isKnown) return;
      return {
        mode: "storage-driver-invalid",
        title: `Storage driver ${driver} not known`,
        words:
          goneIn === undefined
            ? `There is no storage driver “${driver}”.`
            : `The storage driver “${driver}” was removed in Docker ${goneIn}. Images and containers stay on the disk under it.`,
      };
    },
  },
  {
    key: "storage-opts",
    check: (given) => {
      const driver = given.text("storage-driver");
      const wrong = given.texts("storage-opts").find((option) => !isStorageOption(option));
      if (wrong === undefined || (driver !== undefined && driver !== "overlay2")) return;
      return {
        mode: "storage-driver-invalid",
        title: "Storage option not known",
        words: `The storage driver has no option “${wrong}”.`,
      };
    },
  },
  { key: "default-runtime", check: checkDefaultRuntime },
  {
    key: "runtimes",
    check: (given) =>
      "runc" in given.map("runtimes")
        ? badValue("runtimes", `The name “runc” is the engine's own runtime: call this one otherwise.`)
        : undefined,
  },
  ...["default-ipc-mode", "default-cgroupns-mode"].map(
    (key): ValueCheck => ({
      key,
      check: (given) => {
        const allowed = key === "default-ipc-mode" ? ["private", "shareable"] : ["private", "host"];
        const mode = given.text(key) ?? "";
        return mode === "" || allowed.includes(mode)
          ? undefined
          : badValue(key, `${key} is “${allowed[0]}” or “${allowed[1]}”, not “${mode}”.`);
      },
    }),
  ),
  {
    key: "node-generic-resources",
    check: (given) => {
      const wrong = refused(given.texts("node-generic-resources"), (one) => /^[^=]+=[^=]+$/.test(one));
      return wrong === undefined
        ? undefined
        : badValue("node-generic-resources", `“${wrong}” is no resource: name=value.`);
    },
  },
  ...NETWORK_CHECKS,
  ...LOG_CHECKS,
];

function checkLabels(given: GivenSettings): Complaint | undefined {
  const labels = given.texts("labels");
  const bare = labels.find((label) => !/^[^=]+=/.test(label));
  if (bare !== undefined) return badValue("labels", `The label “${bare}” has no value: name=value.`);
  const reserved = labels.find((label) => RESERVED_LABEL.test(label));
  if (reserved !== undefined)
    return badValue("labels", `The label “${reserved}” is in a namespace of Docker's own.`);
  const seen = new Map<string, string>();
  for (const label of labels) {
    const [name = ""] = label.split("=", 1);
    if (seen.get(name) !== undefined && seen.get(name) !== label)
      return badValue("labels", `The label ${name} is given twice with different values.`);
    seen.set(name, label);
  }
  return undefined;
}

function isMirror(url: string, major: number | undefined): boolean {
  const match = /^https?:\/\/[^/?#@]+(\/[^?#]*)?$/.exec(url);
  // 20.10 allows no path at all.
  return match !== null && ((major ?? 20) >= 23 || match[1] === undefined || match[1] === "/");
}

const execOpt = (given: GivenSettings, name: string): string | undefined =>
  given
    .texts("exec-opts")
    .map((option) => option.split("="))
    .find(([key]) => key?.trim().toLowerCase() === name)?.[1]
    ?.trim();

function checkCgroupDriver(given: GivenSettings): Complaint | undefined {
  const driver = execOpt(given, "native.cgroupdriver");
  if (driver === undefined || ["cgroupfs", "systemd", "none", ""].includes(driver)) return undefined;
  return {
    mode: "cgroup-driver-invalid",
    title: `cgroup driver ${driver} not known`,
    words: `native.cgroupdriver is “systemd” or “cgroupfs”, not “${driver}”.`,
  };
}

const OVERLAY_OPTIONS = ["overlay2.override_kernel_check", "overlay2.size"];

function isStorageOption(option: string): boolean {
  const [name = "", value] = option.split("=");
  const plain = name.trim().toLowerCase();
  return value !== undefined && (OVERLAY_OPTIONS.includes(plain) || !plain.startsWith("overlay2."));
}

function checkDefaultRuntime(given: GivenSettings): Complaint | undefined {
  const name = given.text("default-runtime") ?? "";
  const isKnown =
    ["", "runc"].includes(name) || name.startsWith("io.containerd.") || name in given.map("runtimes");
  if (isKnown || given.at("add-runtime") !== undefined) return undefined;
  return {
    mode: "runtime-missing",
    title: `Default runtime ${name} not defined`,
    words: `default-runtime is “${name}”, and runtimes has no such entry.`,
  };
}

/** Everything that is wrong with the values, in the order of the checks. */
export function findBadValues(given: GivenSettings, major: number | undefined): readonly Finding[] {
  return CHECKS.flatMap(({ key, check }) => {
    const setting = given.at(key);
    const complaint = setting && check(given, major);
    return setting === undefined || complaint === undefined ? [] : [findingAt(setting, complaint)];
  });
}
