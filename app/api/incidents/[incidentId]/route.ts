import { RenameBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../_server/api-route.ts";

export const PATCH = signedInRoute(RenameBody, async (call) =>
  jsonResponse(
    await call.runtime.incidents.rename({
      incidentId: incidentIdOf(call),
      title: call.body.title,
      by: call.by,
    }),
  ),
);
