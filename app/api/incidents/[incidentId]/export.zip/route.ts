import { download } from "#lib/transport/http/respond.ts";
import { exportRoute } from "../../../../_server/export-route.ts";

export const GET = exportRoute(
  (queries, incidentId, options) => queries.incidentArchive(incidentId, options),
  ({ content, fileName }) => download(content, fileName, "application/zip"),
);
