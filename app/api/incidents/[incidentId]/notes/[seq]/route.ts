import { EditNoteBody, RemoveNoteBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, incidentIdOf, seqOf, signedInRoute } from "../../../../../_server/api-route.ts";

export const PATCH = signedInRoute(EditNoteBody, async (call) =>
  jsonResponse(
    await call.runtime.incidents.editNote({
      ...call.body,
      incidentId: incidentIdOf(call),
      seq: seqOf(call),
      by: call.by,
    }),
  ),
);

export const DELETE = signedInRoute(RemoveNoteBody, async (call) =>
  jsonResponse(
    await call.runtime.incidents.removeNote({
      ...given(call.body),
      incidentId: incidentIdOf(call),
      seq: seqOf(call),
      by: call.by,
      isAdmin: call.signIn.account.role === "admin",
    }),
  ),
);
