import { InviteBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../_server/api-route.ts";

export const POST = signedInRoute(InviteBody, async ({ runtime, by, body }) =>
  jsonResponse(await runtime.accounts.invite({ role: body.role, by }), 201),
);
