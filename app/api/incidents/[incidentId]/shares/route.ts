import { SHARE_DEFAULT_MS } from "#lib/domain/incidents/share-limits.ts";
import { CreateShareBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import {
  discretionOf,
  given,
  incidentIdOf,
  signedInRoute,
  writeAudit,
} from "../../../../_server/api-route.ts";

/** The token is in this answer and nowhere else: only its hash is stored. */
export const POST = signedInRoute(CreateShareBody, async (call) => {
  const { kind = "snapshot", hidesHosts, hidesPeople, hidesWords, expiresAt, ...rest } = call.body;
  const incidentId = incidentIdOf(call);
  const discretion = discretionOf({ hidesHosts, hidesPeople, hidesWords });
  const closes =
    expiresAt === undefined ? { expiresInMs: rest.expiresInMs ?? SHARE_DEFAULT_MS } : { expiresAt };
  const made = { ...given(rest), ...closes, incidentId, kind, discretion, by: call.by };
  const { share, token } = await call.runtime.incidents.createShare(made);
  await writeAudit(call, "share.created", `${incidentId} ${share.id}${kind === "live" ? " live" : ""}`);
  return jsonResponse({ share, token, path: `/s#${token}`, publicUrl: call.edge.publicUrl ?? null }, 201);
});
