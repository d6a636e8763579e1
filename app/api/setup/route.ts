import { SetupBody } from "#lib/protocol/http.ts";
import { signedInResponse } from "#lib/transport/http/sign-in-response.ts";
import { publicRoute } from "../../_server/api-route.ts";

export const POST = publicRoute(SetupBody, async ({ runtime, scheme, userAgent, body }) =>
  signedInResponse(scheme, await runtime.accounts.setUp({ ...body, userAgent })),
);
