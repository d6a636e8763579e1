import { scopeText } from "#lib/domain/mute.ts";
import { NoBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { signedInRoute, writeAudit } from "../../../_server/api-route.ts";

export const DELETE = signedInRoute(NoBody, async (call) => {
  const mute = await call.runtime.mutes.end({ muteId: call.param("muteId"), by: call.by });
  await writeAudit(call, "mute.ended", scopeText(mute));
  return jsonResponse(mute);
});
