import { download } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../../../_server/api-route.ts";
import { exported } from "../../../../_server/exported.ts";

export const GET = signedInRoute(
  undefined,
  exported(
    (queries, incidentId, options) => queries.incidentFile(incidentId, options),
    ({ json, fileName }) => download(json, fileName, "application/json"),
  ),
);
