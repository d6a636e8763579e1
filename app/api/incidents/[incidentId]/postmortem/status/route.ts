import { PostmortemStatusBody } from "#lib/protocol/http.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { incidentIdOf, signedInRoute, writeAudit } from "../../../../../_server/api-route.ts";

export const POST = signedInRoute(PostmortemStatusBody, async (call) => {
  const incidentId = incidentIdOf(call);
  await call.runtime.postmortems.setStatus({ ...call.body, incidentId, by: call.by });
  if (call.body.to === "published") await writeAudit(call, "postmortem.published", incidentId);
  return noContent();
});
