import { jsonResponse } from "#lib/transport/http/respond.ts";
import { publicRoute } from "../../_server/api-route.ts";

/** Alive, for whoever asks; what it is made of, for who is signed in. */
export const GET = publicRoute(undefined, async ({ runtime, signIn }) =>
  jsonResponse({ ...runtime.health(), ...(signIn && (await runtime.healthDetail())) }),
);
