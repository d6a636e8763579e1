import type { UserId } from "#lib/domain/ids.ts";
import { AccountChangeBody } from "#lib/protocol/http.ts";
import { noContent } from "#lib/transport/http/respond.ts";
import { signedInRoute } from "../../../_server/api-route.ts";

export const PATCH = signedInRoute(AccountChangeBody, async ({ runtime, by, param, body }) => {
  const userId = param("userId") as UserId;
  if (body.kind === "disable") await runtime.accounts.disable({ userId, by });
  else await runtime.accounts.setRole({ userId, role: body.role, by });
  return noContent();
});
