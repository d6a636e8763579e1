import { bytesText, durationText, percentText } from "../modes/shared/text.ts";
import type { CheckProbe, PassCondition } from "../runbook.ts";

type Said = Readonly<Partial<Record<CheckProbe, readonly [met: string, unmet: string]>>>;

/** What "is true" and "is false" mean of a thing that is or is not so. */
const YES_NO: Said = {
  "socket.exists": ["when it is there", "when it is not there"],
  "socket.may-open": ["when it may be opened", "when it may not be opened"],
  "socket.listens": ["when somebody listens", "when nobody listens"],
  "config.valid": ["unless the file is broken", "when the file is broken"],
  "network.forwarding": ["when packets are forwarded", "when none is forwarded"],
  "engine.live-restore": ["when live-restore is on", "when live-restore is off"],
};

/** What none and some mean where something is counted. */
const NONE_SOME: Said = {
  "config.conflicts": ["when no key is given twice", "when a key is given twice"],
  "config.mistakes": ["when the files hold no mistake", "when the files hold a mistake"],
  "firewall.filter-chains-missing": ["when none is missing", "when any is missing"],
  "firewall.nat-chains-missing": ["when none is missing", "when any is missing"],
  "container.exits-10m": ["when it has not died for 10 min", "when it died within 10 min"],
  "container.oom-30m": ["when there was no kill for 30 min", "when there was a kill within 30 min"],
  "network.bridges-broken": ["when all bridges are whole", "when a bridge is gone or down"],
  "network.blocked": ["when no network is blocked", "when a network is blocked"],
  "logs.deleted": ["when no log is deleted", "when a log was deleted"],
  "layers.damaged": ["when no layer is damaged", "when a layer is damaged"],
  "network.veths-spare": ["when none is left over", "when some are left over"],
  "network.pools-left": ["when none is left", "when any is left"],
  "network.overlaps": ["when no network overlaps", "when a network overlaps"],
  "network.mtu-excess": ["when containers' packets fit", "when containers' packets do not fit"],
  "network.nameservers": ["when there is none", "when there is one"],
  "process.shims": ["when none is alive", "when any is alive"],
  "containers.running": ["when none runs", "when any runs"],
};

/** Letters of `ps` as words. */
const PROCESS_STATES: Readonly<Record<string, string>> = {
  S: "asleep (S)",
  R: "running (R)",
  D: "waiting in the kernel (D)",
  T: "stopped (T)",
  t: "held by a debugger (t)",
  Z: "a zombie (Z)",
};

const COMPARED: Partial<Record<PassCondition["operator"], string>> = {
  below: "below",
  "at-most": "at",
  above: "above",
  "at-least": "at",
};

/** The condition in words that follow "passes" and "confirmed": "below 1 s", "when it may be opened". */
export function conditionText(condition: PassCondition): string {
  const { probe, operator, value } = condition;
  if (operator === "answers") return "when it answers";
  if (operator === "no-answer") return "when nothing answers";
  const said = yesNoText(condition) ?? noneSomeText(condition);
  if (said !== undefined) return said;
  const compared = COMPARED[operator];
  const beyond = operator === "at-most" ? " or less" : operator === "at-least" ? " or more" : "";
  if (compared !== undefined) return `${compared} ${valueText(probe, value)}${beyond}`;
  return `when ${operator === "is" ? "" : "not "}${valueText(probe, value)}`;
}

function yesNoText({ probe, operator, value }: PassCondition): string | undefined {
  const words = YES_NO[probe];
  const text = String(value);
  if (words === undefined || (text !== "true" && text !== "false")) return undefined;
  return words[(text === "true") === (operator === "is") ? 0 : 1];
}

function noneSomeText({ probe, operator, value }: PassCondition): string | undefined {
  const words = NONE_SOME[probe];
  if (words === undefined || value !== 0) return undefined;
  if (operator === "is" || operator === "at-most") return words[0];
  return operator === "above" || operator === "is-not" ? words[1] : undefined;
}

function valueText(probe: CheckProbe, value: PassCondition["value"]): string {
  if (typeof value === "number") {
    if (probe.startsWith("api.") || probe.endsWith("-ms")) return durationText(value);
    if (probe.endsWith("-ratio")) return percentText(value);
    return probe.endsWith("-bytes") ? bytesText(value) : String(value);
  }
  const text = String(value ?? "");
  return probe === "process.dockerd" || probe === "process.containerd"
    ? (PROCESS_STATES[text] ?? text)
    : text;
}
