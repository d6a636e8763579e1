import type { ShareId } from "#lib/domain/ids.ts";
import { ChangeShareBody, NoBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute, writeAudit } from "../../../../../_server/api-route.ts";

export const DELETE = signedInRoute(NoBody, async (call) => {
  const shareId = call.param("shareId") as ShareId;
  const incidentId = incidentIdOf(call);
  const share = await call.runtime.incidents.revokeShare({ incidentId, shareId, by: call.by });
  await writeAudit(call, "share.revoked", `${incidentId} ${shareId}`);
  return jsonResponse(share);
});

/** Readers of a live link are told another summary, within a second. */
export const PATCH = signedInRoute(ChangeShareBody, async (call) => {
  const incidentId = incidentIdOf(call);
  const shareId = call.param("shareId") as ShareId;
  const share = await call.runtime.incidents.changeShare({
    incidentId,
    shareId,
    summary: call.body.summary,
    by: call.by,
  });
  await writeAudit(call, "share.changed", `${incidentId} ${shareId}`);
  return jsonResponse(share);
});
