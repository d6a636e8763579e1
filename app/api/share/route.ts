import { OpenShareBody } from "#lib/protocol/http.ts";
import { shareCookie } from "#lib/transport/http/cookies.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { found, publicRoute } from "../../_server/api-route.ts";

/** A share link's token, from the address's fragment, for a cookie that opens /s and nothing else. */
export const POST = publicRoute(OpenShareBody, async ({ runtime, scheme, body }) => {
  const share = found(await runtime.queries.shareOfToken(body.token));
  return noContent({ "set-cookie": shareCookie(scheme, body.token, share.expiresAt - Date.now()) });
});
