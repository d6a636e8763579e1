import type { IncidentId, SymptomId } from "#lib/domain/ids.ts";
import { DetachBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../../_server/api-route.ts";

export const POST = signedInRoute(DetachBody, async (call) => {
  const { symptomIds, reason, to } = call.body;
  return jsonResponse(
    await call.runtime.incidents.detachSymptoms({
      symptomIds: symptomIds as SymptomId[],
      reason,
      ...(to !== undefined && { to: to as IncidentId }),
      incidentId: incidentIdOf(call),
      by: call.by,
    }),
  );
});
