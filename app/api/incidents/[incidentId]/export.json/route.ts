import { download } from "#lib/transport/http/respond.ts";
import { found, incidentIdOf, signedInRoute, writeAudit } from "../../../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async (call) => {
  const incidentId = incidentIdOf(call);
  const { json, fileName } = found(await call.runtime.queries.incidentFile(incidentId));
  await writeAudit(call, "incident.exported", incidentId);
  return download(json, fileName, "application/json");
});
