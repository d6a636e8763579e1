import { scopeText } from "#lib/domain/mute.ts";
import { MuteBody } from "#lib/protocol/http.ts";
import { jsonResponse } from "#lib/transport/http/respond.ts";
import { given, hostIdOf, signedInRoute } from "../../_server/api-route.ts";

export const POST = signedInRoute(MuteBody, async ({ runtime, by, body }) => {
  const { hostId, ...rest } = given(body);
  const mute = await runtime.mutes.create({
    ...rest,
    ...(hostId !== undefined && { hostId: hostIdOf(hostId) }),
    by,
  });
  const until = new Date(mute.endsAt).toISOString();
  await runtime.audit.write({
    actor: by.name,
    action: "mute.created",
    subject: scopeText(mute),
    detail: `until ${until}: ${mute.reason.slice(0, 300)}`,
  });
  return jsonResponse(mute, 201);
});
