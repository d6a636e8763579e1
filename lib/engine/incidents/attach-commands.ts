import { createHash } from "node:crypto";
import { FoghornError } from "../../domain/errors.ts";
import { ATTACHMENT_LIMIT_BYTES, attachmentName, attachmentType } from "../../domain/incidents/attachment.ts";
import type { IncidentCommands } from "../incident-commands.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entry } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";
import { createUploads } from "./uploads.ts";
import { onlyEntry } from "./write-commands.ts";

/** Files on their way at once, over all people. */
const AT_ONCE = 4;

/** Files that people add: a screenshot, a dump, a log from elsewhere. Kept as they are, told with their digest. */
export function createAttachCommands(
  { clock, redact }: Pick<IncidentsDeps, "clock" | "redact">,
  recorder: Recorder,
): Pick<IncidentCommands, "attachPart"> {
  const uploads = createUploads({ limitBytes: ATTACHMENT_LIMIT_BYTES, atOnce: AT_ONCE });
  return {
    attachPart: async ({ incidentId, name, visibility, clientKey, by, ...part }) => {
      const now = clock.now();
      const key = `file/${by.userId}/${clientKey}`;
      const bytes = uploads.add(`${incidentId}/${key}`, part, now);
      if (bytes === undefined) return undefined;
      const mediaType = attachmentType(bytes, name);
      if (mediaType === undefined) {
        throw new FoghornError(
          "invalid-input",
          "PNG, JPEG, text and JSON are taken; this file is none of them.",
        );
      }
      const draft = entry(
        now,
        by,
        {
          kind: "attachment.added",
          name: attachmentName(name, mediaType, redact),
          mediaType,
          sizeBytes: bytes.length,
          sha256: createHash("sha256").update(bytes).digest("hex"),
        },
        { visibility, clientKey: key },
      );
      const write = { entries: [draft], attachment: bytes };
      return onlyEntry(await recorder.append(incidentId, () => write, { isCommutative: true }));
    },
  };
}
