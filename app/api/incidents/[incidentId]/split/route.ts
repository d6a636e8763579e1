import type { SymptomId } from "#lib/domain/ids.ts";
import { SplitBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

export const POST = signedInRoute(SplitBody, async (call) => {
  const { symptomIds, ...rest } = given(call.body);
  const incident = await call.runtime.incidents.split({
    ...rest,
    symptomIds: symptomIds as SymptomId[],
    incidentId: incidentIdOf(call),
    by: call.by,
  });
  return jsonResponse(incident, 201);
});
