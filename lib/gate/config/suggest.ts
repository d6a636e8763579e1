import { nearest } from "../../domain/nearest.ts";

/** The known word that was probably meant, or undefined when none is near; keys are written with underscores. */
export const suggestion = (word: string, known: readonly string[]): string | undefined =>
  nearest(word.toLowerCase().replaceAll("-", "_").slice(0, 40), known);
