import type { IncidentId } from "../../domain/ids.ts";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import { bodyDigestOf, followsFrom, genesisHash, type Sha256 } from "../../domain/timeline-hash.ts";
import { EXPORT_FORMAT, EXPORT_VERSION, IncidentExport } from "./incident-export.ts";
import { whereItBreaks } from "./json-break.ts";

export type ExportCheck =
  | {
      readonly kind: "whole";
      readonly file: IncidentExport;
      readonly notAsWritten: number;
      readonly finerCount: number;
    }
  | { readonly kind: "refused"; readonly why: string };

const refused = (why: string): ExportCheck => ({ kind: "refused", why });

function damageOf(text: string): string {
  const { line, column, isEnd } = whereItBreaks(text);
  return isEnd
    ? `not all of it is there: it ends in the middle, in line ${line}, column ${column}`
    : `it is no JSON from line ${line}, column ${column} on`;
}

/** A file takes thousands of hashes for each of these: more of them are refused, as no Foghorn wrote so many. */
const FINER_LIMIT = 200;

/** Why the chain of the file does not hold, else how it does. Who can write the whole file can also chain it anew. */
function followed(
  { incident, timeline }: IncidentExport,
  sha256: Sha256,
): { readonly broken?: string; readonly finerCount: number } {
  const incidentId: IncidentId = incident.id;
  let hash = genesisHash(incidentId, sha256);
  let finerCount = 0;
  const broken = (why: string) => ({ broken: why, finerCount });
  for (const [index, { body, isAsWritten, isActorAsWritten, ...entry }] of timeline.entries.entries()) {
    const { seq, bodyDigest } = entry;
    if (seq !== index + 1) return broken(`entry ${index + 1} is missing`);
    if (isAsWritten && bodyDigestOf(body, sha256) !== bodyDigest)
      return broken(`the text of entry ${seq} does not fit its digest`);
    // Whose name is kept in cannot be proven, only that the next one follows from it.
    const how = isActorAsWritten === false ? "unproven" : followsFrom(hash, { incidentId, ...entry }, sha256);
    if (how === "finer") finerCount++;
    if (how === undefined || finerCount > FINER_LIMIT)
      return broken(`entry ${seq} does not follow from the one before`);
    hash = entry.hash;
  }
  if (hash !== timeline.headHash || timeline.entries.length !== timeline.headSeq)
    return broken("the last entry is not the one it ends with");
  return { finerCount };
}

/** Why it is of another version than the one that is read here. */
const versionWords = (version: unknown): string =>
  typeof version === "number" && version > EXPORT_VERSION
    ? `it is of version ${version}, and this Foghorn reads version ${EXPORT_VERSION}: a newer Foghorn wrote it, and a newer one reads it`
    : `it is of another version than ${EXPORT_VERSION}, which is what is read here`;

/** Whether this text is an export of an incident as Foghorn wrote it; if not, the first reason. */
export function checkExport(text: string, sha256: Sha256): ExportCheck {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused(damageOf(text));
  }
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== EXPORT_FORMAT)
    return refused("it is not an incident that Foghorn exported");
  if (!("version" in value) || value.version !== EXPORT_VERSION)
    return refused(versionWords("version" in value ? value.version : undefined));
  const read = IncidentExport.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refused(
      `it does not keep to its schema at ${issue?.path.join(".") || "its top"}: ${issue?.message ?? ""}`,
    );
  }
  const { digest, ...content } = read.data;
  const { broken, finerCount } = followed(read.data, sha256);
  if (sha256(canonicalJson(content)) !== digest)
    return refused(
      `something in it was changed or lost, for its digest is another: ${broken ?? "not in the timeline, whose chain is whole, but beside it"}`,
    );
  if (broken !== undefined) return refused(broken);
  const notAsWritten = read.data.timeline.entries.filter(
    ({ isAsWritten, isActorAsWritten = true }) => !(isAsWritten && isActorAsWritten),
  ).length;
  return { kind: "whole", file: read.data, notAsWritten, finerCount };
}
