import { jsonResponse } from "#lib/transport/http/respond.ts";
import { countOf, importIdOf, signedInRoute } from "../../../../_server/api-route.ts";

/** Entries before the number `before`, oldest first, as of an incident of our own. */
export const GET = signedInRoute(undefined, async (call) => {
  const beforeSeq = countOf(call.url, "before", 1, Number.MAX_SAFE_INTEGER);
  const tail = countOf(call.url, "limit", 500, 2_000);
  const importId = importIdOf(call.param("importId"));
  return jsonResponse(await call.runtime.queries.importedEntries(importId, { tail, beforeSeq }));
});
