import { SHARE_DEFAULT_MS } from "#lib/domain/incidents/share-limits.ts";
import { CreateShareBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { found, incidentIdOf, signedInRoute, writeAudit } from "../../../../_server/api-route.ts";

/** What a link made now would show; nothing is kept of it. */
export const GET = signedInRoute(undefined, async (call) => {
  const hasAliases = call.url.searchParams.get("aliases") === "1";
  const asked = call.runtime.queries.sharePreview(incidentIdOf(call), call.by.name, hasAliases);
  const shared = found(await asked);
  return jsonResponse({ shared, publicUrl: call.edge.publicUrl ?? null });
});

/** The token is in this answer and nowhere else: only its hash is stored. */
export const POST = signedInRoute(CreateShareBody, async (call) => {
  const { kind = "snapshot", expiresInMs = SHARE_DEFAULT_MS, label, hasAliases = false } = call.body;
  const incidentId = incidentIdOf(call);
  const made = {
    incidentId,
    kind,
    hasAliases,
    expiresInMs,
    by: call.by,
    ...(label !== undefined && { label }),
  };
  const { share, token } = await call.runtime.incidents.createShare(made);
  await writeAudit(call, "share.created", `${incidentId} ${share.id}${kind === "live" ? " live" : ""}`);
  return jsonResponse({ share, token, path: `/s#${token}`, publicUrl: call.edge.publicUrl ?? null }, 201);
});
