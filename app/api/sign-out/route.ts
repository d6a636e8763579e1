import { NoBody } from "#lib/protocol/http.ts";
import { clearedSignInCookie } from "#lib/transport/http/cookies.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../_server/api-route.ts";

export const POST = signedInRoute(NoBody, async ({ runtime, scheme, signIn }) => {
  await runtime.accounts.signOut(signIn.loginId);
  return noContent({ "set-cookie": clearedSignInCookie(scheme) });
});
