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
  const { bytes, fileName } = found(
    await call.runtime.queries.postmortemPdf(incidentId, exportOptionsOf(call.url)),
  );
  await writeAudit(call, "incident.exported", incidentId);
  return download(bytes, fileName, "application/pdf");
});
