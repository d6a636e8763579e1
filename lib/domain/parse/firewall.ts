import type { FirewallReading } from "../facts.ts";
import { section } from "./sections.ts";

const BACKENDS = ["nft", "legacy", "iptables"] as const;
const SEEN_TABLES = new Set(["filter", "nat"]);

interface Chain {
  readonly name: string;
  readonly policy: string;
}

/** `iptables-save`, one text per backend. Policies come from the backend that Docker uses: the one with its chains. */
export function parseFirewall(sections: ReadonlyMap<string, string>): FirewallReading {
  const rules = BACKENDS.flatMap((backend) => sections.get(backend) ?? []).map(onlySeenTables);
  const perBackend = rules.map(chainsOf);
  const dockers = perBackend.find((chains) => chains.some(({ name }) => /:DOCKER(-|$)/.test(name)));
  const forwardPolicy = (dockers ?? perBackend[0])?.find(({ name }) => name === "filter:FORWARD")?.policy;
  const forwarding = section(sections, "forwarding").trim();
  return {
    rules,
    chains: [...new Set(perBackend.flat().map(({ name }) => name))],
    ...(forwardPolicy === undefined ? {} : { forwardPolicy }),
    ...(forwarding === "" ? {} : { isForwarding: forwarding !== "0" }),
  };
}

/** Without comments, counters' noise and the tables Docker does not use. */
function onlySeenTables(text: string): string {
  let table = "";
  const kept: string[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("*")) table = line.slice(1).trim();
    if (SEEN_TABLES.has(table) && line !== "" && !line.startsWith("#")) kept.push(line);
    if (line === "COMMIT") table = "";
  }
  return kept.join("\n");
}

function chainsOf(text: string): readonly Chain[] {
  let table = "";
  return text.split("\n").flatMap((line) => {
    if (line.startsWith("*")) table = line.slice(1).trim();
    const [, name, policy] = /^:(\S+) (\S+)/.exec(line) ?? [];
    return name === undefined || policy === undefined ? [] : [{ name: `${table}:${name}`, policy }];
  });
}
