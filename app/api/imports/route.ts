import { ImportPartBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../_server/api-route.ts";

/** One part of a file; the answer to the last one is the import it is, to the others null. */
export const POST = signedInRoute(ImportPartBody, async ({ runtime, by, body }) => {
  const { data, ...part } = body;
  const answer = await runtime.imported.addPart({ ...part, data: Buffer.from(data, "base64"), by });
  if (answer === undefined) return jsonResponse(null);
  const { imported, isNew } = answer;
  if (isNew) {
    await runtime.audit.write({
      actor: by.name,
      action: "incident.imported",
      subject: imported.incidentId,
      detail: imported.fileName,
    });
  }
  return jsonResponse(answer, isNew ? 201 : 200);
});
