import { download } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../../../_server/api-route.ts";
import { exported } from "../../../../_server/exported.ts";

export const GET = signedInRoute(
  undefined,
  exported(
    (queries, incidentId, options) => queries.postmortemPage(incidentId, options),
    ({ html, fileName }) => download(html, fileName, "text/html; charset=utf-8"),
  ),
);
