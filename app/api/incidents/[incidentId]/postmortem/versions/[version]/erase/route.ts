import { EraseBody } from "#lib/protocol/http.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import {
  incidentIdOf,
  signedInRoute,
  versionOf,
  writeAudit,
} from "../../../../../../../_server/api-route.ts";

export const POST = signedInRoute(EraseBody, async (call) => {
  const incidentId = incidentIdOf(call);
  const version = versionOf(call);
  const isAdmin = call.signIn.account.role === "admin";
  await call.runtime.postmortems.eraseVersion({ ...call.body, incidentId, version, by: call.by, isAdmin });
  await writeAudit(call, "postmortem.erased", `${incidentId} version ${version}`);
  return noContent();
});
