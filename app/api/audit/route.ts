import { jsonResponse } from "#lib/transport/http/respond.ts";
import { countOf, signedInRoute } from "../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async ({ runtime, url }) => {
  const beforeSeq = countOf(url, "before", 0, Number.MAX_SAFE_INTEGER);
  const limit = countOf(url, "limit", 100, 500);
  return jsonResponse(await runtime.audit.read({ limit, ...(beforeSeq > 0 && { beforeSeq }) }));
});
