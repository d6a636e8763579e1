import { HandoverBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, signedInRoute } from "../../_server/api-route.ts";

export const POST = signedInRoute(HandoverBody, async ({ runtime, by, body }) => {
  const handover = await runtime.handovers.write({ ...given(body), by });
  await runtime.audit.write({
    actor: by.name,
    action: "handover.written",
    subject: "the next watch",
    detail: handover.markdown.slice(0, 300),
  });
  return jsonResponse(handover, 201);
});
