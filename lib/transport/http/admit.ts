import type { SharedTimeline } from "../../protocol/incident-views.ts";
import type { Runtime, SignIn } from "../../runtime/runtime.ts";
import { schemeOf } from "../edge.ts";
import { hasRole, PAGES, type PagePath, type SignedInRole } from "../policy.ts";
import { readCookie, shareCookieName, signInCookieName } from "./cookies.ts";

export type SignedInPage = {
  [Path in PagePath]: (typeof PAGES)[Path] extends SignedInRole ? Path : never;
}[PagePath];

export type Admission =
  | { readonly kind: "setup" | "sign-in" | "refused" }
  | { readonly kind: "admitted"; readonly signIn: SignIn };

/** What the policy says about one page for whoever sent these headers. */
export async function admit(runtime: Runtime, path: SignedInPage, headers: Headers): Promise<Admission> {
  if (await runtime.accounts.needsSetup()) return { kind: "setup" };
  const secret = readCookie(headers.get("cookie"), signInCookieName(schemeOf(headers)));
  const signIn = secret === undefined ? undefined : await runtime.accounts.check(secret);
  if (signIn === undefined) return { kind: "sign-in" };
  return hasRole(signIn.account.role, PAGES[path]) ? { kind: "admitted", signIn } : { kind: "refused" };
}

/** What the share's cookie opens now. The token is asked for each time: revoking works at once. */
export async function sharedOf(
  runtime: Runtime,
  headers: Headers,
): Promise<{ readonly shareId: string; readonly shared: SharedTimeline } | undefined> {
  const token = readCookie(headers.get("cookie"), shareCookieName(schemeOf(headers)));
  const share = token === undefined ? undefined : await runtime.queries.shareOfToken(token);
  const shared = share && (await runtime.queries.shared(share.shareId));
  return share && shared && { shareId: share.shareId, shared };
}
