import { FoghornError } from "#lib/domain/errors.ts";
import { NoBody } from "#lib/protocol/http.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { hostIdOf, signedInRoute } from "../../../../_server/api-route.ts";

/** Reads again now what is read every few seconds anyway. The readings arrive over `/live`, as all do. */
export const POST = signedInRoute(NoBody, async ({ runtime, param }) => {
  const hostId = hostIdOf(param("hostId"));
  if (!runtime.readHost(hostId)) throw new FoghornError("not-found", `${hostId} is not watched.`);
  return noContent();
});
