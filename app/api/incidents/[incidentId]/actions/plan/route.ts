import { ActionPlanBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, hostIdOf, incidentIdOf, signedInRoute } from "../../../../../_server/api-route.ts";

export const POST = signedInRoute(ActionPlanBody, async (call) =>
  jsonResponse(
    await call.runtime.incidents.planAction({
      ...given(call.body),
      hostId: hostIdOf(call.body.hostId),
      incidentId: incidentIdOf(call),
    }),
  ),
);
