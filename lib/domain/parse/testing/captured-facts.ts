import { readFileSync } from "node:fs";
import type { FactName, HostFact } from "../../facts.ts";
import { parseFact } from "../parse-fact.ts";

/* What the reader said on hosts of both engines, as it came. */

export const ENGINES = ["20.10.24", "26.1.5"] as const;
export const NOW = Date.UTC(2026, 10, 21, 12);

export const fixture = (name: FactName, engine: string, variant = ""): string =>
  readFileSync(new URL(`../fixtures/${name}.docker-${engine}${variant}.txt`, import.meta.url), "utf8");

export function read<Name extends FactName>(
  name: Name,
  engine: string,
  variant = "",
): Extract<HostFact, { name: Name }> {
  return parseFact(name, fixture(name, engine, variant), NOW) as Extract<HostFact, { name: Name }>;
}
