import { text } from "node:stream/consumers";
import { z } from "zod";
import { CASE_KINDS, classify } from "#lib/domain/classify/classify.ts";
import { messageOf } from "#lib/domain/errors.ts";
import { SIGNATURES } from "#lib/domain/signatures/signatures.ts";

/*
 * npm run --silent classify < cases.json: reads [{"id","kind","lines":[…]}], prints [{"id","found":[…]}] for each, the
 * most decisive first. Ends with 2 when the input is not that; nothing else is ever printed on stdout.
 */

const FORM = '[{"id": "…", "kind": "…", "lines": ["…"]}]';
const Cases = z.array(z.object({ id: z.string(), kind: z.enum(CASE_KINDS), lines: z.array(z.string()) }));

function refuse(message: string): never {
  process.stderr.write(`classify: ${message}\n`);
  process.exit(2);
}

function read(input: string): z.infer<typeof Cases> {
  if (input.trim() === "") return refuse(`nothing came in. Give it ${FORM} on its standard input.`);
  let value: unknown;
  try {
    value = JSON.parse(input);
  } catch (error) {
    return refuse(`the input is not JSON: ${messageOf(error)}`);
  }
  const parsed = Cases.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [index] = issue?.path ?? [];
  const where = issue?.path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("");
  const name = typeof index === "number" ? idOf(value, index) : "";
  return refuse(
    `cases${where ?? ""}${name}: ${issue?.message}. It wants ${FORM}; kinds are ${CASE_KINDS.join(", ")}.`,
  );
}

/** How the case calls itself, beside its place: of a thousand cases nobody counts. */
function idOf(value: unknown, index: number): string {
  const id: unknown = Array.isArray(value) ? value[index]?.id : undefined;
  return typeof id === "string" ? ` (${id.slice(0, 80)})` : "";
}

// Whoever reads may have read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const cases = read(await text(process.stdin));
const found = cases.map(({ id, kind, lines }) => ({ id, found: classify(kind, lines, SIGNATURES) }));
process.stdout.write(`${JSON.stringify(found, null, 1)}\n`);
