import { MilestoneBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

export const POST = signedInRoute(MilestoneBody, async (call) =>
  jsonResponse(
    await call.runtime.incidents.confirmMilestone({
      ...call.body,
      incidentId: incidentIdOf(call),
      by: call.by,
    }),
  ),
);
