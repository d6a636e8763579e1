import { markdownDownload } from "#lib/transport/http/respond.ts";
import { exportRoute } from "../../../../_server/export-route.ts";

export const GET = exportRoute(
  (queries, incidentId, options) => queries.postmortem(incidentId, options),
  ({ markdown, fileName }) => markdownDownload(markdown, fileName),
);
