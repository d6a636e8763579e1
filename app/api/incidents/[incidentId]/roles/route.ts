import type { UserId } from "#lib/domain/ids.ts";
import { RoleBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";
import { responder } from "../../../../_server/responders.ts";

export const POST = signedInRoute(RoleBody, async (call) => {
  const { role, from, to } = call.body;
  return jsonResponse(
    await call.runtime.incidents.setRole({
      role,
      ...(from !== undefined && { from: from as UserId }),
      ...(to !== undefined && { to: await responder(call.runtime, to) }),
      incidentId: incidentIdOf(call),
      by: call.by,
    }),
  );
});
