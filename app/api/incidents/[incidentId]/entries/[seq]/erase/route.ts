import { EraseBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { incidentIdOf, seqOf, signedInRoute, writeAudit } from "../../../../../../_server/api-route.ts";

export const POST = signedInRoute(EraseBody, async (call) => {
  const incidentId = incidentIdOf(call);
  const seq = seqOf(call);
  const isAdmin = call.signIn.account.role === "admin";
  const entry = await call.runtime.incidents.eraseEntry({
    ...call.body,
    incidentId,
    seq,
    by: call.by,
    isAdmin,
  });
  await writeAudit(call, "entry.erased", `${incidentId} entry ${seq}`);
  return jsonResponse(entry);
});
