import { z } from "zod";

/** A time as text with its zone, as milliseconds. */
export const timeText = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
/** Scanners of Go print nanoseconds and now and then a zero time, which is none. */
export const optionalTime = z
  .string()
  .nullish()
  .transform((text) => {
    const at = text ? Date.parse(text.replace(/(\.\d{3})\d+/, "$1")) : Number.NaN;
    return Number.isFinite(at) && at > 0 ? at : undefined;
  });
export const name = z.string().min(1).max(512);
export const optionalName = z.string().max(512).nullish();

const DIGEST = /sha256:[0-9a-f]{64}/;

/** The digests in these texts: "sha256:…" alone or behind a repository. */
export const digestsOf = (texts: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => DIGEST.exec(text ?? "")?.[0] ?? [])),
];

/** "matches[3].vulnerability.id: Invalid input": the first thing that is wrong, and where. */
export function problemOf({ issues }: z.core.$ZodError): string {
  const [first] = issues;
  const path = (first?.path ?? []).reduce<string>(
    (text, step) =>
      typeof step === "number" ? `${text}[${step}]` : `${text}${text === "" ? "" : "."}${String(step)}`,
    "",
  );
  const more = issues.length > 1 ? `; ${issues.length - 1} more` : "";
  return `${path === "" ? "the file" : path}: ${first?.message ?? "not as expected"}${more}`;
}
