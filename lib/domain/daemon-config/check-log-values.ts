import type { Complaint } from "./finding.ts";
import type { GivenSettings } from "./given-settings.ts";
import type { ValueCheck } from "./value-check.ts";

const ANY_DRIVER = ["mode", "max-buffer-size", "env", "env-regex", "labels", "labels-regex", "tag"];
const CACHE = ["cache-disabled", "cache-max-file", "cache-max-size", "cache-compress"];

/** Options by driver, where they are few; of the others only names that no driver has are judged. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  "json-file": [...ANY_DRIVER, "max-file", "max-size", "compress"],
  local: [...ANY_DRIVER, "max-file", "max-size", "compress"],
  journald: [...ANY_DRIVER, ...CACHE],
};

const DRIVERS = [
  ...Object.keys(OPTIONS),
  "none",
  "syslog",
  "gelf",
  "fluentd",
  "awslogs",
  "splunk",
  "etwlogs",
  "gcplogs",
  "logentries",
];

const log = (title: string, words: string, consequence?: string): Complaint => ({
  mode: "daemon-log-config-invalid",
  title,
  words,
  ...(consequence !== undefined && { consequence }),
});

export const LOG_CHECKS: readonly ValueCheck[] = [
  {
    key: "log-driver",
    check: (given) => {
      const driver = given.text("log-driver") ?? "";
      // A plugin's name has a colon or a slash.
      if (driver === "" || DRIVERS.includes(driver) || /[:/]/.test(driver)) return undefined;
      return log(
        `Log driver ${driver} not known`,
        `There is no log driver “${driver}” unless a plugin is called so.`,
        "dockerd starts with it, and no container can be created: each try takes 15 s and fails.",
      );
    },
  },
  { key: "log-opts", check: checkOptions },
];

function checkOptions(given: GivenSettings): Complaint | undefined {
  const driver = given.text("log-driver") || "json-file";
  const options = given.map("log-opts");
  const known = OPTIONS[driver];
  const unknown = known && Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined)
    return log(`Log option ${unknown} not known`, `The log driver ${driver} has no option “${unknown}”.`);
  const { mode } = options;
  if (mode !== undefined && mode !== "" && mode !== "blocking" && mode !== "non-blocking")
    return log("Bad log option mode", `The log option mode is “blocking” or “non-blocking”.`);
  const size = ["max-size", "max-buffer-size"].find(
    (name) => options[name] !== undefined && !isSize(options[name]),
  );
  if (size !== undefined)
    return log(
      `Bad log option ${size}`,
      `${size} is “${String(options[size])}”, which is no size such as “10m”.`,
      "dockerd starts with it, and no container can be started.",
    );
  return undefined;
}

const isSize = (value: unknown): boolean =>
  value === "" ||
  value === "-1" ||
  (typeof value === "string" && /^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i.test(value));
