import { keepWords, ownWordsWords, reopenWords, targetWords } from "#lib/domain/incidents/settings.ts";
import { SettingsBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, signedInRoute } from "../../_server/api-route.ts";

export const PATCH = signedInRoute(SettingsBody, async ({ runtime, by, body }) => {
  const settings = await runtime.settings.changeIncidents(given(body));
  const opens = settings.opensForPages ? "pages open an incident" : "nothing opens an incident by itself";
  const joins = settings.joinsServices
    ? "one service on several hosts is one incident"
    : "services join per host";
  await runtime.audit.write({
    actor: by.name,
    action: "settings.changed",
    subject: "incidents",
    detail: `the same cause opens an incident again: ${reopenWords(settings)}; ${opens}; ${joins}; target to mitigate: ${targetWords(settings)}; history of availability: ${keepWords(settings)}; words kept in: ${ownWordsWords(settings)}`,
  });
  return jsonResponse(settings);
});
