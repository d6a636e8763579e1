import type { SignIn } from "../../runtime/runtime.ts";
import type { Scheme } from "../edge.ts";
import { signInCookie } from "./cookies.ts";
import { jsonResponse } from "./respond.ts";

/** The secret goes into the cookie and nowhere else. */
export function signedInResponse(
  scheme: Scheme,
  started: { readonly secret: string; readonly signIn: SignIn },
): Response {
  const { account, expiresAt } = started.signIn;
  return jsonResponse({ name: account.name, role: account.role }, 200, {
    "set-cookie": signInCookie(scheme, started.secret, expiresAt - Date.now()),
  });
}
