import { ChangeFollowUpBody, NoBody } from "#lib/protocol/http.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { given, incidentIdOf, signedInRoute } from "../../../../../../_server/api-route.ts";
import { responder } from "../../../../../../_server/responders.ts";

export const PATCH = signedInRoute(ChangeFollowUpBody, async (call) => {
  const { ownerId, ...rest } = call.body;
  const owner = typeof ownerId === "string" ? await responder(call.runtime, ownerId) : ownerId;
  await call.runtime.postmortems.changeFollowUp({
    ...given(rest),
    ...(owner !== undefined && { owner }),
    incidentId: incidentIdOf(call),
    followUpId: call.param("followUpId"),
    by: call.by,
  });
  return noContent();
});

export const DELETE = signedInRoute(NoBody, async (call) => {
  await call.runtime.postmortems.removeFollowUp({
    incidentId: incidentIdOf(call),
    followUpId: call.param("followUpId"),
  });
  return noContent();
});
