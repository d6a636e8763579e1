import { jsonResponse } from "#lib/transport/http/respond.ts";
import { countOf, hostIdOf, signedInRoute } from "../../../../_server/api-route.ts";

/** Lines older than `before` (EpochMs), read from the host now. */
export const GET = signedInRoute(undefined, async ({ runtime, url, param }) => {
  const before = countOf(url, "before", Date.now(), Number.MAX_SAFE_INTEGER);
  const limit = countOf(url, "limit", 500, 2_000);
  return jsonResponse(await runtime.queries.olderEngineLog(hostIdOf(param("hostId")), before, limit));
});
