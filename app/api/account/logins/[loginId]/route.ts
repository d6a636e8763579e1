import { NoBody } from "#lib/protocol/http.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { found, signedInRoute } from "../../../../_server/api-route.ts";

/** Ends one of this person's own logins; another person's is as good as none. */
export const DELETE = signedInRoute(NoBody, async ({ runtime, signIn, param }) => {
  const own = await runtime.accounts.logins(signIn.account.id);
  await runtime.accounts.signOut(found(own.find((login) => login.loginId === param("loginId"))).loginId);
  return noContent();
});
