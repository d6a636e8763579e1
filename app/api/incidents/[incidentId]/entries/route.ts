import { jsonResponse } from "#lib/transport/http/respond.ts";
import { countOf, incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

/** Entries before the number `before`, oldest first: the room shows the newest at once and reads these afterwards. */
export const GET = signedInRoute(undefined, async (call) => {
  const beforeSeq = countOf(call.url, "before", 1, Number.MAX_SAFE_INTEGER);
  const tail = countOf(call.url, "limit", 500, 2_000);
  const topic = `entries:${incidentIdOf(call) as `INC-${string}`}` as const;
  return jsonResponse((await call.runtime.queries.rows(topic, { tail, beforeSeq })).rows);
});
