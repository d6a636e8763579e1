import { download } from "#lib/transport/http/respond.ts";
import { found, incidentIdOf, seqOf, signedInRoute } from "../../../../../../_server/api-route.ts";

/** Always to be saved, never shown by a browser in our name. */
export const GET = signedInRoute(undefined, async (call) => {
  const { bytes, name, mediaType } = found(
    await call.runtime.queries.attachment(incidentIdOf(call), seqOf(call)),
  );
  return download(new Uint8Array(bytes), name, mediaType);
});
