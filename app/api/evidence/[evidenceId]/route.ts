import { jsonResponse } from "#lib/transport/http/respond.ts";
import { found, signedInRoute } from "../../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async ({ runtime, param }) =>
  jsonResponse(found(await runtime.queries.evidence(param("evidenceId")))),
);
