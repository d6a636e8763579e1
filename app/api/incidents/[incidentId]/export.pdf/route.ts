import { download } from "#lib/transport/http/respond.ts";
import { exportRoute } from "../../../../_server/export-route.ts";

export const GET = exportRoute(
  (queries, incidentId, options) => queries.postmortemPdf(incidentId, options),
  ({ bytes, fileName }) => download(bytes, fileName, "application/pdf"),
);
