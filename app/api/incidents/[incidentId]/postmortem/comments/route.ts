import { CommentBody } from "#lib/protocol/http.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { given, incidentIdOf, signedInRoute } from "../../../../../_server/api-route.ts";

export const POST = signedInRoute(CommentBody, async (call) => {
  await call.runtime.postmortems.comment({
    ...given(call.body),
    incidentId: incidentIdOf(call),
    by: call.by,
  });
  return noContent();
});
