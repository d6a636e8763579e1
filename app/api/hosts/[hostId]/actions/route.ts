import { ActionPlanBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, hostIdOf, signedInRoute } from "../../../../_server/api-route.ts";

/** What an action would do to the host now. Reads, and changes nothing. */
export const POST = signedInRoute(ActionPlanBody, async ({ runtime, body, param }) => {
  const { seen, ...asked } = given(body);
  return jsonResponse(
    await runtime.incidents.planAction({
      ...asked,
      hostId: hostIdOf(param("hostId")),
      ...(seen && { seen: given(seen) }),
    }),
  );
});
