import { PreviewShareBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { discretionOf, found, incidentIdOf, signedInRoute } from "../../../../../_server/api-route.ts";

/** What a link made now would show; nothing is kept of it. A POST, so that no word of a summary stands in an address. */
export const POST = signedInRoute(PreviewShareBody, async (call) => {
  const { summary, ...choice } = call.body;
  const made = {
    sharedBy: call.by.name,
    discretion: discretionOf(choice),
    ...(summary !== undefined && { summary }),
  };
  const preview = found(await call.runtime.queries.sharePreview(incidentIdOf(call), made));
  return jsonResponse({ ...preview, publicUrl: call.edge.publicUrl ?? null });
});
