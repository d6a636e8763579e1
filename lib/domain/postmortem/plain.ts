import type { EpochMs } from "../time.ts";

/* What every writer does to text that machines or people wrote, whatever it writes. */

/** Escape sequences and the like would act on a terminal: each becomes its picture. */
const CONTROL = /[\p{Cc}--[\n\t]]/gv;
/** Turns text around or cannot be seen. Joiners stay: without them words of several scripts are other words. */
const UNSEEN = /[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Where a text is written from the right, these are typed with it, and turn nothing that its letters do not turn. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f]/g;
const FROM_THE_RIGHT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

export function withoutControls(text: string): string {
  const shown = text
    .replace(CONTROL, (character) => {
      const code = character.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\u2421";
    })
    .replace(UNSEEN, "\ufffd");
  return FROM_THE_RIGHT.test(shown) ? shown : shown.replace(DIRECTION_MARKS, "\ufffd");
}

/** As one line: blanks of any kind are one blank. */
export const oneLine = (text: string): string => withoutControls(text).replace(/\s+/g, " ").trim();

/** "2027-01-14 09:30:00.000" in UTC */
export const utc = (at: EpochMs): string => new Date(at).toISOString().replace("T", " ").replace("Z", "");
