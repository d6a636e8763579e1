import { text } from "node:stream/consumers";
import { z } from "zod";
import { CASE_KINDS, classify } from "#lib/domain/classify/classify.ts";
import { SIGNATURES } from "#lib/domain/signatures/signatures.ts";

/*
 * npm run --silent classify < cases.json: reads [{"id","kind","lines":[…]}], prints [{"id","found":[…]}] for each, the
 * most decisive first. Ends with 2 when the input is not that; nothing else is ever printed on stdout.
 */

const Cases = z.array(z.object({ id: z.string(), kind: z.enum(CASE_KINDS), lines: z.array(z.string()) }));

function refuse(message: string): never {
  process.stderr.write(`classify: ${message}\n`);
  process.exit(2);
}

function read(input: string): z.infer<typeof Cases> {
  let value: unknown;
  try {
    value = JSON.parse(input);
  } catch (error) {
    return refuse(`the input is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = Cases.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("");
  return refuse(
    `${where ? `cases${where}` : "cases"}: ${issue?.message}. Kinds are ${CASE_KINDS.join(", ")}.`,
  );
}

const cases = read(await text(process.stdin));
const found = cases.map(({ id, kind, lines }) => ({ id, found: classify(kind, lines, SIGNATURES) }));
process.stdout.write(`${JSON.stringify(found, null, 1)}\n`);
