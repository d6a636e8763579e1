import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { z } from "zod/mini";
import type { Symptom } from "../../domain/symptom.ts";
import type { EntryBody } from "../../domain/timeline.ts";
import type { entryBody } from "./entry-bodies.ts";
import { incidentExportSchema } from "./incident-export.ts";
import type { symptom } from "./symptom.ts";

test("the schema for readers elsewhere is that of the code; npm run fix writes it", () => {
  const file = new URL("../../../docs/schemas/incident-export-1.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(incidentExportSchema())));
});

/** With every key that may be absent: a key the file does not know would be refused where it is read. */
type Whole<Value> = Value extends readonly (infer Item)[]
  ? readonly Whole<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]-?: Whole<Exclude<Value[Key], undefined>> }
    : Value;
type Fits<Given extends Wanted, Wanted> = Given;

test("every kind of entry and everything of a symptom has its place in the file", () => {
  // Proven by the compiler: a new kind, or a new key of one, does not compile before the file knows it.
  type Told = z.infer<typeof entryBody>;
  const bodies: Fits<Whole<Told>, Whole<EntryBody>> | undefined = undefined;
  const kinds: Fits<EntryBody["kind"], Told["kind"]> | undefined = undefined;
  const symptoms: Fits<Whole<z.infer<typeof symptom>>, Whole<Symptom>> | undefined = undefined;
  expect([bodies, kinds, symptoms]).toEqual([undefined, undefined, undefined]);
});
