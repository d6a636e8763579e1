import { MoveCursorBody } from "#lib/protocol/http.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { given, incidentIdOf, signedInRoute } from "../../../../../_server/api-route.ts";

/** Where somebody who writes is in the text. */
export const POST = signedInRoute(MoveCursorBody, async (call) => {
  await call.runtime.postmortems.moveCursor({
    ...given(call.body),
    incidentId: incidentIdOf(call),
    by: call.by,
  });
  return noContent();
});
