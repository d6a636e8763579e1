import { NoBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { importIdOf, signedInRoute } from "../../../_server/api-route.ts";

export const DELETE = signedInRoute(NoBody, async (call) => {
  const removed = await call.runtime.imported.remove(importIdOf(call.param("importId")));
  await call.runtime.audit.write({
    actor: call.by.name,
    action: "import.removed",
    subject: removed.incidentId,
    detail: removed.fileName,
  });
  return jsonResponse(removed);
});
