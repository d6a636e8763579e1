import { UseRunbookBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

export const POST = signedInRoute(UseRunbookBody, async (call) =>
  jsonResponse(
    await call.runtime.incidents.useRunbook({ ...call.body, incidentId: incidentIdOf(call), by: call.by }),
  ),
);
