import { jsonResponse } from "#lib/transport/http/respond.ts";
import { found, incidentIdOf, signedInRoute } from "../../../../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async (call) =>
  jsonResponse(found(await call.runtime.queries.postmortemPreview(incidentIdOf(call)))),
);
