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
  const { html, fileName } = found(
    await call.runtime.queries.postmortemPage(incidentId, exportOptionsOf(call.url)),
  );
  await writeAudit(call, "incident.exported", incidentId);
  return download(html, fileName, "text/html; charset=utf-8");
});
