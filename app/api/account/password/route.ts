import { PasswordBody } from "#lib/protocol/http.ts";
import { clearedSignInCookie } from "#lib/transport/http/cookies.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../../_server/api-route.ts";

export const POST = signedInRoute(PasswordBody, async ({ runtime, scheme, signIn, body }) => {
  await runtime.accounts.changePassword({ userId: signIn.account.id, ...body });
  return noContent({ "set-cookie": clearedSignInCookie(scheme) });
});
