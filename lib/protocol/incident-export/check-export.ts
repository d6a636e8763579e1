import type { IncidentId } from "../../domain/ids.ts";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import { bodyDigestOf, entryHash, genesisHash, type Sha256 } from "../../domain/timeline-hash.ts";
import { EXPORT_FORMAT, EXPORT_VERSION, IncidentExport } from "./incident-export.ts";

export type ExportCheck =
  | { readonly kind: "whole"; readonly file: IncidentExport; readonly notAsWritten: number }
  | { readonly kind: "refused"; readonly why: string };

const refused = (why: string): ExportCheck => ({ kind: "refused", why });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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

/** Whether this text is an export of an incident as Foghorn wrote it; if not, the first reason. */
export function checkExport(text: string, sha256: Sha256): ExportCheck {
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return refused("it is no JSON, or not all of it is there");
  if (!("format" in value) || value.format !== EXPORT_FORMAT)
    return refused("it is not an incident that Foghorn exported");
  if (!("version" in value) || value.version !== EXPORT_VERSION)
    return refused(`it is of another version than ${EXPORT_VERSION}, which is what is read here`);
  const read = IncidentExport.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refused(
      `it does not keep to its schema at ${issue?.path.join(".") || "its top"}: ${issue?.message ?? ""}`,
    );
  }
  const { digest, ...content } = read.data;
  if (sha256(canonicalJson(content)) !== digest)
    return refused("something in it was changed or lost: its digest is another");
  const broken = brokenChain(read.data, sha256);
  if (broken !== undefined) return refused(broken);
  const notAsWritten = read.data.timeline.entries.filter(({ isAsWritten }) => !isAsWritten).length;
  return { kind: "whole", file: read.data, notAsWritten };
}
