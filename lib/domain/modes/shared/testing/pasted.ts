import { type CaseKind, classify } from "../../../classify/classify.ts";
import { SIGNATURES } from "../../../signatures/signatures.ts";
import type { ModeId } from "../../../symptom.ts";

/** Lines as somebody pastes them, with where they were taken from. */
export type Pasted = readonly [CaseKind, ...lines: string[]];

/** What pasted lines are taken for: the most decisive answer. */
export const firstAnswer = ([kind, ...lines]: Pasted): ModeId | undefined =>
  classify(kind, lines, SIGNATURES)[0]?.symptom;

/** For a table of tests: the lines are the name. */
export const named = (pasted: Pasted) => ({ pasted, name: pasted.slice(1).join(" | ") });
