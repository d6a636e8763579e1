import { download } from "#lib/transport/http/respond.ts";
import { exportRoute } from "../../../../_server/export-route.ts";

export const GET = exportRoute(
  (queries, incidentId, options) => queries.incidentFile(incidentId, options),
  ({ json, fileName }) => download(json, fileName, "application/json"),
);
