import type { SymptomId } from "#lib/domain/ids.ts";
import { AttachBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

export const POST = signedInRoute(AttachBody, async (call) => {
  const symptomIds = call.body.symptomIds.map((id) => id as SymptomId);
  const target = { incidentId: incidentIdOf(call), by: call.by };
  return jsonResponse(await call.runtime.incidents.attachSymptoms({ symptomIds, ...target }));
});
