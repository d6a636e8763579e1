import { markdownDownload } from "#lib/transport/http/respond.ts";
import {
  exportOptionsOf,
  found,
  incidentIdOf,
  signedInRoute,
  writeAudit,
} from "../../../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async (call) => {
  const incidentId = incidentIdOf(call);
  const postmortem = found(await call.runtime.queries.postmortem(incidentId, exportOptionsOf(call.url)));
  await writeAudit(call, "incident.exported", incidentId);
  return markdownDownload(postmortem.markdown, postmortem.fileName);
});
