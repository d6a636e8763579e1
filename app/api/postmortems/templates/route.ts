import { jsonResponse } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async ({ runtime }) =>
  jsonResponse(await runtime.queries.postmortemTemplates()),
);
