import type { IncidentId } from "../../domain/ids.ts";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import { bodyDigestOf, entryHash, genesisHash, type Sha256 } from "../../domain/timeline-hash.ts";
import { EXPORT_FORMAT, EXPORT_VERSION, IncidentExport } from "./incident-export.ts";
import { whereItBreaks } from "./json-break.ts";

export type ExportCheck =
  | { readonly kind: "whole"; readonly file: IncidentExport; readonly notAsWritten: number }
  | { readonly kind: "refused"; readonly why: string };

const refused = (why: string): ExportCheck => ({ kind: "refused", why });

function damageOf(text: string): string {
  const { line, column, isEnd } = whereItBreaks(text);
  return isEnd
    ? `not all of it is there: it ends in the middle, in line ${line}, column ${column}`
    : `it is no JSON from line ${line}, column ${column} on`;
}

/** Why the chain of the file does not hold, or undefined. Who can write the whole file can also chain it anew. */
function brokenChain({ incident, timeline }: IncidentExport, sha256: Sha256): string | undefined {
  const incidentId: IncidentId = incident.id;
  let hash = genesisHash(incidentId, sha256);
  for (const [index, { body, isAsWritten, hash: told, ...entry }] of timeline.entries.entries()) {
    const { seq, bodyDigest } = entry;
    if (seq !== index + 1) return `entry ${index + 1} is missing`;
    if (isAsWritten && bodyDigestOf(body, sha256) !== bodyDigest)
      return `the text of entry ${seq} does not fit its digest`;
    hash = entryHash(hash, { incidentId, ...entry }, sha256);
    if (hash !== told) return `entry ${seq} does not follow from the one before`;
  }
  if (hash !== timeline.headHash || timeline.entries.length !== timeline.headSeq)
    return "the last entry is not the one it ends with";
  return undefined;
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
  const broken = brokenChain(read.data, sha256);
  if (sha256(canonicalJson(content)) !== digest)
    return refused(
      `something in it was changed or lost, for its digest is another: ${broken ?? "not in the timeline, whose chain is whole, but beside it"}`,
    );
  if (broken !== undefined) return refused(broken);
  const notAsWritten = read.data.timeline.entries.filter(({ isAsWritten }) => !isAsWritten).length;
  return { kind: "whole", file: read.data, notAsWritten };
}
