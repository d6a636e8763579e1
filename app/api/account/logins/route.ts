import { NoBody } from "#lib/protocol/http.ts";
import { clearedSignInCookie } from "#lib/transport/http/cookies.ts";
import { jsonResponse, noContent } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async ({ runtime, signIn }) =>
  jsonResponse({ current: signIn.loginId, logins: await runtime.accounts.logins(signIn.account.id) }),
);

/** Signs this person out everywhere, here included. */
export const DELETE = signedInRoute(NoBody, async ({ runtime, scheme, signIn }) => {
  await runtime.accounts.signOutEverywhere(signIn.account.id);
  return noContent({ "set-cookie": clearedSignInCookie(scheme) });
});
