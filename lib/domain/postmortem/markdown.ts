import type { EpochMs } from "../time.ts";

/** Escape sequences and the like would act on a terminal: each becomes its picture. */
const CONTROL = /[\p{Cc}--[\n\t]]/gv;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

export const withoutControls = (text: string): string =>
  text
    .replace(CONTROL, (character) => {
      const code = character.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\u2421";
    })
    .replace(DIRECTION, "\ufffd");

/** Text of a machine or a name as one line of prose: nothing in it is markup. */
export const inline = (text: string): string =>
  withoutControls(text)
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>|#~!]/g, "\\$&");

/** Lines unchanged, in a fence that no run of backticks inside can end. */
export function fenced(text: string, indent = ""): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = "`".repeat(Math.max(3, longest + 1));
  const body = withoutControls(text).replaceAll("\r\n", "\n").split("\n");
  return [`${fence}text`, ...body, fence].map((line) => `${indent}${line}`.trimEnd()).join("\n");
}

/** A person's Markdown, quoted, without raw HTML. */
export const quoted = (markdown: string, indent = ""): string =>
  withoutControls(markdown)
    .replace(/<(?=[a-z/!?])/gi, "&lt;")
    .split("\n")
    .map((line) => `${indent}> ${line}`.trimEnd())
    .join("\n");

/** "2027-01-14 09:30:00.000" in UTC */
export const utc = (at: EpochMs): string => new Date(at).toISOString().replace("T", " ").replace("Z", "");

/** A table; cells are inline text already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
