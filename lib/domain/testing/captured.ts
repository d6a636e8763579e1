import { readFileSync } from "node:fs";
import type { FactName } from "../facts.ts";
import { parseFact } from "../parse/parse-fact.ts";
import type { NetworkReading } from "../readings.ts";
import type { Signal } from "../signal.ts";
import type { EpochMs } from "../time.ts";
import { aBridge, aFact, someNetworks } from "./builders.ts";

/** Text of a constant reader as a lab host gave it; `change` makes a near-miss of it. */
export function captured(
  name: FactName,
  at: EpochMs,
  engine: string,
  suffix = "",
  change: (text: string) => string = (text) => text,
): Signal {
  const file = new URL(`../parse/fixtures/${name}.docker-${engine}${suffix}.txt`, import.meta.url);
  return aFact(at, parseFact(name, change(readFileSync(file, "utf8")), at));
}

/** The networks of the host the fixture was taken from: docker0 and the one user network it names. */
export function capturedNetworks(name: FactName, at: EpochMs, engine: string): Signal {
  const file = new URL(`../parse/fixtures/${name}.docker-${engine}.txt`, import.meta.url);
  const bridge = /br-[0-9a-f]{12}/.exec(readFileSync(file, "utf8"))?.[0] ?? "";
  const shop: NetworkReading = aBridge({ id: "n1", name: "shop", bridge, subnets: ["172.18.0.0/16"] });
  return someNetworks(at, [aBridge(), shop]);
}
