import { ActionBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, hostIdOf, incidentIdOf, signedInRoute, writeAudit } from "../../../../_server/api-route.ts";

export const POST = signedInRoute(ActionBody, async (call) => {
  const { verb, hostId, target, step, ...body } = call.body;
  await writeAudit(
    call,
    "action.decided",
    `${verb} on ${hostId}${target === undefined ? "" : `, ${target.name}`}`,
  );
  return jsonResponse(
    await call.runtime.incidents.runAction({
      ...body,
      verb,
      hostId: hostIdOf(hostId),
      incidentId: incidentIdOf(call),
      by: call.by,
      ...(target !== undefined && { target: given(target) }),
      ...(step !== undefined && { step: given(step) }),
    }),
  );
});
