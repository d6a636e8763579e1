import { PART_IDS, type PartId, type PartState } from "#lib/domain/anatomy.ts";

/** The whole picture from the parts that were lit: what is not named was as usual. */
export function allParts(
  lit: Readonly<Partial<Record<PartId, PartState>>>,
): Readonly<Record<PartId, PartState>> {
  const parts: Record<string, PartState> = {};
  for (const id of PART_IDS) parts[id] = lit[id] ?? "ok";
  return parts as Record<PartId, PartState>;
}
