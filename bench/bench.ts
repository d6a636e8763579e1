import type { BenchResult } from "./result.ts";

/*
 * npm run bench -- <name> [options]: prints each figure with its target, exits 1 when one is missed,
 * and ends with one line of JSON.
 */

const BENCHES: Readonly<
  Record<string, () => Promise<{ run: (args: readonly string[]) => Promise<BenchResult> }>>
> = {
  availability: () => import("./availability.ts"),
  calm: () => import("./calm.ts"),
  cost: () => import("./cost.ts"),
  detect: () => import("./detect.ts"),
  durability: () => import("./durability.ts"),
  fleet: () => import("./fleet.ts"),
  redaction: () => import("./redaction.ts"),
  room: () => import("./room.ts"),
  windows: () => import("./windows.ts"),
};

const [name, ...args] = process.argv.slice(2);
const load = name === undefined ? undefined : BENCHES[name];
if (load === undefined) {
  process.stderr.write(`usage: npm run bench -- <name>; there are: ${Object.keys(BENCHES).join(", ")}\n`);
  process.exit(2);
}
const result = await (await load()).run(args);
for (const miss of result.missed) process.stdout.write(`missed: ${miss}\n`);
process.stdout.write(`${JSON.stringify({ bench: name, ...result })}\n`);
process.exit(result.missed.length === 0 ? 0 : 1);
