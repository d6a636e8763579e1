import { download } from "#lib/transport/http/respond.ts";
import { signedInRoute, writeAudit } from "../../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async (call) => {
  const csv = await call.runtime.queries.followUpsCsv();
  await writeAudit(call, "actions.exported", "all postmortems");
  return download(csv, "foghorn-actions.csv", "text/csv; charset=utf-8");
});
