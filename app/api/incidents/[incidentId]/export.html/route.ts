import { download } from "#lib/transport/http/respond.ts";
import { exportRoute } from "../../../../_server/export-route.ts";

export const GET = exportRoute(
  (queries, incidentId, options) => queries.postmortemPage(incidentId, options),
  ({ html, fileName }) => download(html, fileName, "text/html; charset=utf-8"),
);
