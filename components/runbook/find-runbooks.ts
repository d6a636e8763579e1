import type { Runbook } from "#lib/domain/runbook.ts";

type Findable = Pick<Runbook, "title" | "file" | "symptoms" | "owner">;

/** Those that hold every word, in their title, file, symptoms or owner; all of them where nothing is typed. */
export function findRunbooks<Found extends Findable>(
  runbooks: readonly Found[],
  text: string,
): readonly Found[] {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  return runbooks.filter(({ title, file, symptoms, owner = "" }) => {
    const searched = `${title} ${file} ${symptoms.join(" ")} ${owner}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}
