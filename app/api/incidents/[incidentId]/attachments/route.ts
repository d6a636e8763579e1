import { AttachmentPartBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

/** One part of a file; the answer to the last one is its entry, to the others null. */
export const POST = signedInRoute(AttachmentPartBody, async (call) => {
  const { data, ...part } = call.body;
  const entry = await call.runtime.incidents.attachPart({
    ...part,
    data: Buffer.from(data, "base64"),
    incidentId: incidentIdOf(call),
    by: call.by,
  });
  return jsonResponse(entry ?? null, entry === undefined ? 200 : 201);
});
