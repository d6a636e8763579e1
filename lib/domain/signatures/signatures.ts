import { ABOUTS } from "../modes/abouts.ts";
import { CONTEXT_SIGNATURES } from "./context.ts";
import type { Signature } from "./signature.ts";

/** Every form of line that means something: those of the modes, then those that only tell the time of something. */
export const SIGNATURES: readonly Signature[] = [
  ...Object.values(ABOUTS).flatMap(({ id, signatures }) =>
    signatures.map((signature): Signature => ({ ...signature, mode: id })),
  ),
  ...CONTEXT_SIGNATURES,
];
