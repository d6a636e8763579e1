import { jsonResponse } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async ({ runtime }) =>
  jsonResponse(await runtime.queries.runbooks()),
);

/** Reads all files again and says what is there now. */
export const POST = signedInRoute(undefined, async ({ runtime }) => {
  await runtime.readRunbooksAgain();
  return jsonResponse(await runtime.queries.runbooks());
});
