import type { CheckProbe, PassCondition } from "../runbook.ts";
import { didYouMean } from "./parse-block.ts";

type Unit = "ms" | "bytes" | "ratio" | "count";
type Values =
  | { readonly kind: "number"; readonly unit: Unit }
  | { readonly kind: "flag" }
  | { readonly kind: "word"; readonly words: readonly string[] };

const UNIT_STATES = ["active", "inactive", "failed", "activating", "deactivating", "reloading"];
const PROCESS_STATES = ["S", "R", "D", "T", "t", "Z", "I", "X"];
const number = (unit: Unit): Values => ({ kind: "number", unit });
const word = (...words: readonly string[]): Values => ({ kind: "word", words });
const FLAG: Values = { kind: "flag" };

/** What a probe can read. Whatever stands against it in a condition has to be one of these, or it is never met, or always. */
const VALUES = {
  "api.ping": number("ms"),
  "api.list": number("ms"),
  "api.info": number("ms"),
  "api.inspect": number("ms"),
  "unit.docker": word(...UNIT_STATES),
  "unit.docker-socket": word(...UNIT_STATES),
  "unit.containerd": word(...UNIT_STATES),
  "socket.exists": FLAG,
  "socket.may-open": FLAG,
  "socket.listens": FLAG,
  "process.dockerd": word(...PROCESS_STATES),
  "process.containerd": word(...PROCESS_STATES),
  "process.shims": number("count"),
  "config.valid": FLAG,
  "config.conflicts": number("count"),
  "config.mistakes": number("count"),
  "engine.live-restore": FLAG,
  "containers.running": number("count"),
  "container.state": word("created", "running", "paused", "restarting", "removing", "exited", "dead"),
  "container.health": word("healthy", "unhealthy", "starting", "none"),
  "container.exits-10m": number("count"),
  "container.oom-30m": number("count"),
  "container.log-bytes": number("bytes"),
  "disk.used-ratio": number("ratio"),
  "disk.free-bytes": number("bytes"),
  "disk.free-inode-ratio": number("ratio"),
  "disk.docker-ratio": number("ratio"),
  "firewall.filter-chains-missing": number("count"),
  "firewall.nat-chains-missing": number("count"),
  "network.forwarding": FLAG,
  "network.bridges-broken": number("count"),
  "network.blocked": number("count"),
  "network.veths-spare": number("count"),
  "network.pools-left": number("count"),
  "network.overlaps": number("count"),
  "network.mtu-excess": number("bytes"),
  "network.nameservers": number("count"),
  "network.conntrack-ratio": number("ratio"),
  "logs.deleted": number("count"),
  "logs.unsent-bytes": number("bytes"),
  "layers.damaged": number("count"),
  "clock.skew-ms": number("ms"),
  symptom: word("seen", "raised", "recovering", "cleared"),
} as const satisfies Readonly<Record<CheckProbe, Values>>;

export const valuesOf = (probe: CheckProbe): Values => VALUES[probe];

const IN_UNIT: Readonly<Record<Unit, string>> = {
  ms: "is read in ms: 1000 for 1 s",
  bytes: "is read in bytes: 1000000000 for 1 GB",
  ratio: "goes from 0 to 1: 0.8 for 80 %",
  count: "is a count",
};

const YES = ["yes", "on", "1", "True", "TRUE"];
const NO = ["no", "off", "0", "False", "FALSE"];
const COMPARING: readonly PassCondition["operator"][] = ["below", "at-most", "above", "at-least"];

export interface WrongValue {
  /** Where it is: the mark stands below the operator or below the value. */
  readonly at: "operator" | "value";
  readonly reason: string;
  readonly meant?: { readonly wrong: string; readonly right: string };
}

/** Why a probe can never read what a condition compares it with; undefined when it can. */
export function wrongValue(
  probe: CheckProbe,
  operator: PassCondition["operator"],
  text: string,
): WrongValue | undefined {
  const values = valuesOf(probe);
  const [, negated] = operator === "is" ? (/^not\s+(\S+)$/.exec(text) ?? []) : [];
  if (negated !== undefined)
    return {
      at: "operator",
      reason: `"is not" is one word here. Did you mean "is-not ${negated}"?`,
      meant: { wrong: `is ${text}`, right: `is-not ${negated}` },
    };
  if (values.kind === "number") return wrongNumber(probe, values.unit, text);
  if (COMPARING.includes(operator)) {
    const what = values.kind === "flag" ? "true or false" : "a word";
    return { at: "operator", reason: `"${probe}" is ${what}: compare it with is or is-not.` };
  }
  if (values.kind === "flag") {
    if (text === "true" || text === "false") return undefined;
    const right = YES.includes(text) ? "true" : NO.includes(text) ? "false" : undefined;
    return {
      at: "value",
      reason: `"${probe}" is true or false, never "${text}".`,
      ...(right && { meant: { wrong: text, right } }),
    };
  }
  if (values.words.includes(text)) return undefined;
  const { text: near, ...meant } = didYouMean(text, values.words);
  return {
    at: "value",
    reason: `"${probe}" is never "${text}".${near} It is ${values.words.join(", ")}.`,
    ...meant,
  };
}

function wrongNumber(probe: CheckProbe, unit: Unit, text: string): WrongValue | undefined {
  const [, digits, percent] = /^(-?\d+(?:\.\d+)?)\s*(%?)$/.exec(text) ?? [];
  const asNumber = digits === undefined ? undefined : Number(digits);
  const isWithin = unit !== "ratio" || (asNumber !== undefined && asNumber >= 0 && asNumber <= 1);
  if (asNumber !== undefined && percent === "" && isWithin) return undefined;
  const isPercentage = unit === "ratio" && asNumber !== undefined && asNumber > 0 && asNumber <= 100;
  const said = asNumber !== undefined && percent === "" ? "" : `"${text}" is no plain number. `;
  return {
    at: "value",
    reason: `${said}"${probe}" ${IN_UNIT[unit]}.`,
    ...(isPercentage && { meant: { wrong: text, right: String(Number((asNumber / 100).toFixed(4))) } }),
  };
}
