import type { SymptomId } from "#lib/domain/ids.ts";
import { UseRunbookBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

export const POST = signedInRoute(UseRunbookBody, async (call) => {
  const { runbookId, symptomId } = call.body;
  return jsonResponse(
    await call.runtime.incidents.useRunbook({
      runbookId,
      ...(symptomId !== undefined && { symptomId: symptomId as SymptomId }),
      incidentId: incidentIdOf(call),
      by: call.by,
    }),
  );
});
