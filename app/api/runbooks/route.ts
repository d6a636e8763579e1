import { jsonResponse } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../_server/route.ts";

export const GET = signedInRoute(undefined, async ({ runtime }) =>
  jsonResponse(await runtime.queries.runbooks()),
);
