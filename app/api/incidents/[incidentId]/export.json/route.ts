import { download } from "#lib/transport/http/respond.ts";
import {
  exportOptionsOf,
  found,
  incidentIdOf,
  signedInRoute,
  writeAudit,
} from "../../../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async (call) => {
  const incidentId = incidentIdOf(call);
  const { json, fileName } = found(
    await call.runtime.queries.incidentFile(incidentId, exportOptionsOf(call.url)),
  );
  await writeAudit(call, "incident.exported", incidentId);
  return download(json, fileName, "application/json");
});
