import { jsonResponse } from "#lib/transport/http/respond.ts";
import { found, incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";
import { exportOptionsOf } from "../../../../_server/asked.ts";

/** What an export made now would leave out; nothing is kept of it. */
export const GET = signedInRoute(undefined, async (call) =>
  jsonResponse(
    found(await call.runtime.queries.exportSummary(incidentIdOf(call), exportOptionsOf(call.url))),
  ),
);
