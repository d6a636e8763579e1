import { SignInBody } from "#lib/protocol/http.ts";
import { signedInResponse } from "#lib/transport/http/sign-in-response.ts";
import { publicRoute } from "../../_server/api-route.ts";

export const POST = publicRoute(SignInBody, async ({ runtime, scheme, clientAddress, userAgent, body }) =>
  signedInResponse(scheme, await runtime.accounts.signIn({ ...body, clientAddress, userAgent })),
);
