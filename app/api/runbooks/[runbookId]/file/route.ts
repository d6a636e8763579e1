import { markdownDownload } from "#lib/transport/http/respond.ts";
import { found, signedInRoute } from "../../../../_server/api-route.ts";

export const GET = signedInRoute(undefined, async ({ runtime, param }) => {
  const { file, text } = found(await runtime.queries.runbookFile(param("runbookId")));
  return markdownDownload(text, file);
});
