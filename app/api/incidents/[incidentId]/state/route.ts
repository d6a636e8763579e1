import type { IncidentId } from "#lib/domain/ids.ts";
import { StateBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, incidentIdOf, signedInRoute } from "../../../../_server/api-route.ts";

export const POST = signedInRoute(StateBody, async (call) => {
  const { mergedInto, ...change } = given(call.body);
  const into = mergedInto === undefined ? {} : { mergedInto: mergedInto as IncidentId };
  const target = { incidentId: incidentIdOf(call), by: call.by };
  return jsonResponse(await call.runtime.incidents.setState({ ...change, ...into, ...target }));
});
