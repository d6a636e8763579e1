/*
 * A secret with an invisible character inside is still a secret. Rules look at a shadow of the text without
 * such characters; what they find is mapped back, the invisible characters inside included.
 */

export interface Shadow {
  readonly text: string;
  /** Place in the original of the shadow's character at `index`. */
  readonly originAt: (index: number) => number;
  /** The last place in the original that belongs to it. */
  readonly endAt: (index: number) => number;
}

const ESCAPE = String.fromCharCode(0x1b);
const BELL = String.fromCharCode(0x07);

// Terminal sequences (CSI, OSC, single letters), then every control and format character but tab and line
// ends (zero-width and direction marks are format characters), fillers, and variation selectors.
export const INVISIBLE = new RegExp(
  [
    String.raw`${ESCAPE}\[[0-9:;<=>?]{0,64}[ -\/]{0,4}[@-~]`,
    String.raw`${ESCAPE}\][^${BELL}${ESCAPE}]{0,2048}(?:${BELL}|${ESCAPE}\\)`,
    `${ESCAPE}[@-_]?`,
    String.raw`[[\p{Cc}\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]--[\t\n\r]]`,
  ].join("|"),
  "gv",
);

export function shadowOf(original: string): Shadow {
  let text = "";
  let from = 0;
  // Where a kept stretch begins: in the shadow, and in the original.
  const stretches: { readonly at: number; readonly origin: number }[] = [];
  for (const match of original.matchAll(INVISIBLE)) {
    if (match.index > from) {
      stretches.push({ at: text.length, origin: from });
      text += original.slice(from, match.index);
    }
    from = match.index + match[0].length;
  }
  if (from === 0) return { text: original, originAt: (index) => index, endAt: (index) => index };
  stretches.push({ at: text.length, origin: from });
  text += original.slice(from);
  const originAt = (index: number): number => {
    let low = 0;
    let high = stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((stretches[middle]?.at ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const { at, origin } = stretches[low] ?? { at: 0, origin: 0 };
    return origin + index - at;
  };
  return { text, originAt, endAt: originAt };
}
