import { jsonResponse } from "#lib/transport/http/respond.ts";
import { countOf, signedInRoute } from "../../_server/api-route.ts";

const QUERY_LENGTH = 120;

/** Containers by name, on every host, as they were last listed. */
export const GET = signedInRoute(undefined, async ({ runtime, url }) => {
  const query = (url.searchParams.get("q") ?? "").slice(0, QUERY_LENGTH);
  return jsonResponse(await runtime.queries.containers(query, countOf(url, "limit", 12, 50)));
});
