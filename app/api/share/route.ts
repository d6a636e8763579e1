import { OpenShareBody } from "#lib/protocol/http.ts";
import { shareCookie } from "#lib/transport/http/cookies.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { createShareGuesses } from "#lib/transport/http/share-guesses.ts";
import { found, publicRoute } from "../../_server/api-route.ts";

const guesses = createShareGuesses();

/** A share link's token, from the address's fragment, for a cookie that opens /s and nothing else. */
export const POST = publicRoute(OpenShareBody, async ({ runtime, scheme, body, clientAddress }) => {
  guesses.admit(clientAddress, Date.now());
  const share = await runtime.queries.shareOfToken(body.token);
  if (share === undefined) guesses.failed(clientAddress, Date.now());
  const { shareId, expiresAt } = found(share);
  return jsonResponse({ shareId }, 200, {
    "set-cookie": shareCookie(scheme, body.token, expiresAt - runtime.now()),
  });
});
