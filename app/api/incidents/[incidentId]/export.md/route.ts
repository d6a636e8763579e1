import { markdownDownload } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../../../_server/api-route.ts";
import { exported } from "../../../../_server/exported.ts";

export const GET = signedInRoute(
  undefined,
  exported(
    (queries, incidentId, options) => queries.postmortem(incidentId, options),
    ({ markdown, fileName }) => markdownDownload(markdown, fileName),
  ),
);
