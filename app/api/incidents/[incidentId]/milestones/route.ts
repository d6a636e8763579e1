import { MilestoneBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

export const POST = signedInRoute(MilestoneBody, async (call) => {
  const { incidents } = call.runtime;
  const { body } = call;
  const target = { milestone: body.milestone, incidentId: incidentIdOf(call), by: call.by };
  return jsonResponse(
    "notApplicable" in body
      ? await incidents.excludeMilestone({ ...target, reason: body.notApplicable })
      : await incidents.confirmMilestone({ ...target, milestoneAt: body.milestoneAt }),
  );
});
