import { NewerRunbookBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, incidentIdOf, signedInRoute } from "../../../../../_server/api-route.ts";

export const POST = signedInRoute(NewerRunbookBody, async (call) =>
  jsonResponse(
    await call.runtime.incidents.takeNewerRunbook({
      ...given(call.body),
      incidentId: incidentIdOf(call),
      by: call.by,
    }),
  ),
);
