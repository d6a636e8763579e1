import { DecideActionBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute, writeAudit } from "../../../../../_server/api-route.ts";

export const POST = signedInRoute(DecideActionBody, async (call) => {
  const { body, by, runtime } = call;
  const about = { incidentId: incidentIdOf(call), actionId: call.param("actionId"), by };
  await writeAudit(call, `action.${body.kind}`, `${about.incidentId} ${about.actionId.slice(0, 64)}`);
  switch (body.kind) {
    case "agree":
      return jsonResponse(await runtime.incidents.agreeAction({ ...about, typedHost: body.typedHost }));
    case "withdraw":
      return jsonResponse(await runtime.incidents.withdrawAction(about));
    case "settle":
      return jsonResponse(await runtime.incidents.settleAction({ ...about, happened: body.happened }));
  }
});
