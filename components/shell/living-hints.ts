import type { KeyHint } from "./key-hint.ts";

/** Keys that a part acts on while it has the focus; they are registered nowhere. */
const OF_THE_FOCUS = /^(?:Arrow|Tab$)/;

/** Hints of which at least one key does something now; of a pair only the half that does. */
export function livingHints(hints: readonly KeyHint[], living: string): readonly KeyHint[] {
  const keys = new Set(living.split("\n"));
  return hints.flatMap((hint) => {
    const sequence = hint.keys.join(" ");
    const [first, second = ""] = hint.keys;
    const chord = first === "Ctrl" ? `Ctrl+${second.length === 1 ? second.toLowerCase() : second}` : sequence;
    if (keys.has(sequence) || keys.has(chord)) return [hint];
    const alive = hint.keys.filter((key) => keys.has(key) || OF_THE_FOCUS.test(key));
    return alive.length === 0 ? [] : [{ ...hint, keys: alive }];
  });
}
