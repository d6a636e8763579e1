import { jsonResponse } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../_server/api-route.ts";
import { responders } from "../../_server/responders.ts";

export const GET = signedInRoute(undefined, async ({ runtime }) => jsonResponse(await responders(runtime)));
