import type { Scheme } from "../edge.ts";

/*
 * Over TLS a cookie with the __Host- or __Secure- prefix, which no other host and no plain page can set.
 * Plain http is served on loopback alone, where a browser refuses those prefixes.
 */

export const signInCookieName = (scheme: Scheme): string =>
  scheme === "https" ? "__Host-foghorn" : "foghorn";

/** `__Host-` would require Path=/, and this one must reach the shared page alone. */
export const shareCookieName = (scheme: Scheme): string =>
  scheme === "https" ? "__Secure-foghorn-share" : "foghorn-share";

export const signInCookie = (scheme: Scheme, secret: string, maxAgeMs: number): string =>
  cookie(signInCookieName(scheme), secret, "/", scheme, maxAgeMs);

export const clearedSignInCookie = (scheme: Scheme): string =>
  cookie(signInCookieName(scheme), "", "/", scheme, 0);

export const shareCookie = (scheme: Scheme, token: string, maxAgeMs: number): string =>
  cookie(shareCookieName(scheme), token, "/s", scheme, maxAgeMs);

function cookie(name: string, value: string, path: string, scheme: Scheme, maxAgeMs: number): string {
  const maxAgeSeconds = Math.max(0, Math.floor(maxAgeMs / 1_000));
  const secure = scheme === "https" ? "; Secure" : "";
  return `${name}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The value of a cookie; undefined when it is missing or sent twice, as then somebody planted one. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  const values = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}
