import { type Ipv4Range, isOverlapping, isWithin, rangeOf } from "../../ipv4.ts";

/** A forwarded TCP packet of which only the network is known: the container's end is any address of `subnet`. */
export interface Packet {
  /** Interfaces; "" is one nobody knows the name of. */
  readonly inLink: string;
  readonly outLink: string;
  /** Which end is the container's. The other is anywhere. */
  readonly from: "container" | "outside";
  readonly subnet: Ipv4Range;
  readonly state: "NEW" | "ESTABLISHED";
}

/** Where a packet's way through the FORWARD chain ends. `unsure`: a rule decides by something that is not known. */
export type PathEnd =
  | { readonly kind: "passes" | "unsure" }
  | { readonly kind: "dropped"; readonly chain: string; readonly rule: string };

interface Rule {
  readonly text: string;
  readonly target: string;
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly name: string;
  readonly value: string;
  readonly isNegated: boolean;
}

/** The filter table of one `iptables-save`. */
export interface FilterTable {
  readonly policy: string;
  readonly chains: ReadonlyMap<string, readonly Rule[]>;
}

const MAX_DEPTH = 16;
// A chain of thousands of rules with conditions nobody can judge is left alone.
const MAX_RULES = 5_000;

export function readFilterTable(text: string): FilterTable {
  const chains = new Map<string, Rule[]>();
  let policy = "ACCEPT";
  let table = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("*")) table = line.slice(1).trim();
    if (table !== "filter") continue;
    if (line.startsWith(":FORWARD ")) policy = line.split(" ")[1] ?? policy;
    const match = /^(?:\[\d+:\d+\] )?-A (\S+) ?(.*)$/.exec(line);
    if (match?.[1] === undefined) continue;
    const rule = ruleOf(match[2] ?? "");
    const known = chains.get(match[1]);
    if (known) known.push(rule);
    else chains.set(match[1], [rule]);
  }
  return { policy, chains };
}

/** "! -i docker0 -m comment --comment "a b" -j DROP" as target and conditions. */
function ruleOf(text: string): Rule {
  const words = text.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  const conditions: Condition[] = [];
  let target = "";
  let isNegated = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "!") {
      isNegated = true;
      continue;
    }
    if (word === "-j" || word === "-g") {
      target = words[at + 1] ?? "";
      break;
    }
    if (!word.startsWith("-")) continue;
    const values: string[] = [];
    while (at + 1 < words.length && !/^(?:-|!$)/.test(words[at + 1] ?? "")) {
      at += 1;
      values.push(words[at] ?? "");
    }
    conditions.push({ name: word, value: values.join(" "), isNegated });
    isNegated = false;
  }
  return { text, target, conditions };
}

/** Follows one packet through FORWARD and whatever it jumps to. */
export function pathOf(table: FilterTable, packet: Packet): PathEnd {
  const budget = { rules: MAX_RULES };
  const end = walk(table, "FORWARD", packet, budget, 0);
  if (end !== undefined) return end;
  if (table.policy === "ACCEPT") return { kind: "passes" };
  return { kind: "dropped", chain: "FORWARD", rule: `policy ${table.policy}` };
}

/** Undefined: the chain gives the packet back. */
function walk(
  table: FilterTable,
  chain: string,
  packet: Packet,
  budget: { rules: number },
  depth: number,
): PathEnd | undefined {
  if (depth > MAX_DEPTH) return { kind: "unsure" };
  for (const rule of table.chains.get(chain) ?? []) {
    budget.rules -= 1;
    if (budget.rules < 0) return { kind: "unsure" };
    const fits = matches(rule, packet);
    if (fits === "no") continue;
    const end = endOf(table, chain, rule, packet, budget, depth);
    if (end === "on") continue;
    if (fits === "yes") return end === "back" ? undefined : end;
    // It takes some of them: dropping those is not cutting off the network, letting those out may be meant.
    if (end === "back" || end.kind !== "dropped") return { kind: "unsure" };
  }
  return undefined;
}

function endOf(
  table: FilterTable,
  chain: string,
  { target, text }: Rule,
  packet: Packet,
  budget: { rules: number },
  depth: number,
): PathEnd | "on" | "back" {
  switch (target) {
    case "ACCEPT":
      return { kind: "passes" };
    case "DROP":
    case "REJECT":
      return { kind: "dropped", chain, rule: text };
    case "RETURN":
      return "back";
    case "QUEUE":
    case "NFQUEUE":
      return { kind: "unsure" };
    default:
      // LOG, MARK and their kind let the packet go on; so does a chain that gives it back.
      return (table.chains.has(target) ? walk(table, target, packet, budget, depth + 1) : undefined) ?? "on";
  }
}

type Fit = "yes" | "no" | "unsure";

function matches({ conditions }: Rule, packet: Packet): Fit {
  let fit: Fit = "yes";
  for (const condition of conditions) {
    const one = fitOf(condition, packet);
    const said = condition.isNegated ? NOT[one] : one;
    if (said === "no") return "no";
    if (said === "unsure") fit = "unsure";
  }
  return fit;
}

const NOT: Readonly<Record<Fit, Fit>> = { yes: "no", no: "yes", unsure: "unsure" };

function fitOf({ name, value }: Condition, packet: Packet): Fit {
  switch (name) {
    case "-i":
      return linkFit(value, packet.inLink);
    case "-o":
      return linkFit(value, packet.outLink);
    case "-s":
      return addressFit(value, packet.from === "container" ? packet.subnet : undefined);
    case "-d":
      return addressFit(value, packet.from === "outside" ? packet.subnet : undefined);
    case "-p":
      return value === "tcp" || value === "all" ? "yes" : "no";
    case "--ctstate":
    case "--state":
      return value.split(",").includes(packet.state) ? "yes" : "no";
    // Forwarded: meant for neither end of this host.
    case "--dst-type":
    case "--src-type":
      return value === "LOCAL" ? "no" : "unsure";
    case "-m":
    case "--comment":
      return "yes";
    default:
      return "unsure";
  }
}

function linkFit(pattern: string, link: string): Fit {
  if (link === "") return /^(?:docker|br-)/.test(pattern) ? "no" : "unsure";
  return (pattern.endsWith("+") ? link.startsWith(pattern.slice(0, -1)) : link === pattern) ? "yes" : "no";
}

function addressFit(text: string, subnet: Ipv4Range | undefined): Fit {
  const range = rangeOf(text);
  if (range === undefined || subnet === undefined) return text === "0.0.0.0/0" ? "yes" : "unsure";
  if (isWithin(subnet, range)) return "yes";
  return isOverlapping(subnet, range) ? "unsure" : "no";
}
