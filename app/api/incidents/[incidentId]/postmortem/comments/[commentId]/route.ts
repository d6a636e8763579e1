import { NoBody } from "#lib/protocol/http.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../../../_server/api-route.ts";

/** The comment is dealt with. */
export const POST = signedInRoute(NoBody, async (call) => {
  await call.runtime.postmortems.resolveComment({
    incidentId: incidentIdOf(call),
    commentId: call.param("commentId"),
    by: call.by,
  });
  return noContent();
});
