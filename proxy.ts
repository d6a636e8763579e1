import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { BASE_HEADERS, pageCsp } from "#lib/transport/http/headers.ts";

const isDevelopment = process.env.NODE_ENV === "development";

/**
 * Headers of pages. Next reads the nonce from the request's policy and puts it on its own scripts, so a page
 * must be rendered per request: one made at build time has no nonce, and nothing of it would run.
 * This is no access control: that is in the pages and routes themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = pageCsp(nonce, { isDevelopment });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(BASE_HEADERS)) response.headers.set(name, value);
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  return response;
}

/** Pages: not what the build made, not data, not files of public/. */
export const config = { matcher: ["/((?!api/|_next/static/|.*\\.(?:svg|ico|png|webmanifest)$).*)"] };
