import { FoghornError } from "../errors.ts";

const HEAD = /^sections ([0-9a-f]{8,64})\n/;

/**
 * Cuts the text of a fact into its named sections. The border is a random word named in the first line,
 * so no file or process can pretend to be a section.
 */
export function splitSections(text: string): ReadonlyMap<string, string> {
  const border = HEAD.exec(text)?.[1];
  if (border === undefined) throw malformed("the text of a fact does not begin with its border", text);
  const found = new Map<string, string>();
  const parts = text.slice(text.indexOf("\n")).split(`\n${border} section `);
  for (const part of parts.slice(1)) {
    const lineEnd = part.indexOf("\n");
    const name = lineEnd === -1 ? part : part.slice(0, lineEnd);
    found.set(name, lineEnd === -1 ? "" : part.slice(lineEnd + 1));
  }
  return found;
}

/** A section that must be there. */
export function section(sections: ReadonlyMap<string, string>, name: string): string {
  const text = sections.get(name);
  if (text === undefined) throw malformed(`section "${name}" is missing`, [...sections.keys()].join(" "));
  return text;
}

export const linesOf = (text: string): readonly string[] =>
  text.split("\n").filter((line) => line.trim() !== "");

/** What could not be read, with the beginning of what was there instead. */
export const malformed = (what: string, text: string): FoghornError =>
  new FoghornError("host-unreadable", `${what}: ${JSON.stringify(text.slice(0, 120))}`);

/** A number in decimal digits. Throws when it is none. */
export function numberOf(text: string | undefined, what: string): number {
  if (text === undefined || !/^-?\d+(\.\d+)?$/.test(text))
    throw malformed(`${what} is no number`, text ?? "");
  return Number(text);
}
