import type { SymptomId } from "#lib/domain/ids.ts";
import { OpenIncidentBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, hostIdOf, signedInRoute } from "../../_server/api-route.ts";

export const POST = signedInRoute(OpenIncidentBody, async ({ runtime, by, body }) => {
  const { hostIds, ...opened } = given(body);
  const symptomIds = body.symptomIds.map((id) => id as SymptomId);
  return jsonResponse(
    await runtime.incidents.open({
      ...opened,
      symptomIds,
      ...(hostIds && { hostIds: hostIds.map(hostIdOf) }),
      by,
    }),
    201,
  );
});
