import { EditPostmortemBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { countOf, given, incidentIdOf, signedInRoute } from "../../../../../_server/api-route.ts";

const MOST_REVISIONS = 100_000_000;

/** `?after=12`: what leads from revision 12 to the newest. */
export const GET = signedInRoute(undefined, async (call) =>
  jsonResponse(
    await call.runtime.queries.postmortemEdits(
      incidentIdOf(call),
      countOf(call.url, "after", 0, MOST_REVISIONS),
    ),
  ),
);

export const POST = signedInRoute(EditPostmortemBody, async (call) =>
  jsonResponse(
    await call.runtime.postmortems.edit({ ...given(call.body), incidentId: incidentIdOf(call), by: call.by }),
  ),
);
