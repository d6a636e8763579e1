import type { ShareId } from "#lib/domain/ids.ts";
import { NoBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute, writeAudit } from "../../../../../_server/api-route.ts";

export const DELETE = signedInRoute(NoBody, async (call) => {
  const shareId = call.param("shareId") as ShareId;
  const incidentId = incidentIdOf(call);
  const share = await call.runtime.incidents.revokeShare({ incidentId, shareId, by: call.by });
  await writeAudit(call, "share.revoked", `${incidentId} ${shareId}`);
  return jsonResponse(share);
});
