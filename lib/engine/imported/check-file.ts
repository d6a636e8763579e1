import { createHash } from "node:crypto";
import { checkExport } from "../../protocol/incident-export/check-export.ts";
import type { ImportCheck } from "../ports-incidents.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether these bytes are an export as Foghorn wrote it, and what of it is kept. Takes its time: not for the main thread. */
export function checkFile(bytes: Uint8Array): ImportCheck {
  const text = textOf(bytes);
  if (text === undefined) return { kind: "refused", why: "it is no text in UTF-8" };
  const check = checkExport(text, sha256);
  if (check.kind === "refused") return check;
  const { format: _, version: __, digest, writtenAt, timeline, ...content } = check.file;
  const { incident } = content;
  return {
    kind: "whole",
    file: {
      digest,
      writtenAt,
      incidentId: incident.id,
      title: incident.title,
      state: incident.state,
      severity: incident.severity,
      openedAt: incident.openedAt,
      headHash: timeline.headHash,
      notAsWritten: check.notAsWritten,
      contentJson: JSON.stringify(content),
      entriesJson: timeline.entries.map(({ isAsWritten: ___, isActorAsWritten: ____, ...entry }) =>
        JSON.stringify({ incidentId: incident.id, ...entry }),
      ),
    },
  };
}
