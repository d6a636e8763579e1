import { BeginPostmortemBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

export const POST = signedInRoute(BeginPostmortemBody, async (call) =>
  jsonResponse(
    await call.runtime.postmortems.begin({ ...call.body, incidentId: incidentIdOf(call), by: call.by }),
    201,
  ),
);
