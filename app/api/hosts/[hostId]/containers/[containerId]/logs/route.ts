import { jsonResponse } from "#lib/transport/http/respond.ts";
import {
  containerIdOf,
  countOf,
  hostIdOf,
  nanosOf,
  signedInRoute,
} from "../../../../../../_server/api-route.ts";

/** Lines older than `until` (nanoseconds as decimal text), read from the daemon now. */
export const GET = signedInRoute(undefined, async ({ runtime, url, param }) => {
  const hostId = hostIdOf(param("hostId"));
  const containerId = containerIdOf(param("containerId"));
  const limit = countOf(url, "limit", 500, 2_000);
  return jsonResponse(await runtime.queries.olderLogs(hostId, containerId, nanosOf(url, "until"), limit));
});
