import type { IncomingMessage, ServerResponse } from "node:http";
import { CLIENT_ADDRESS_HEADER, type Edge, SCHEME_HEADER } from "../edge.ts";
import { BASE_HEADERS, DATA_CSP, HSTS } from "../http/headers.ts";
import { BODY_LIMIT_BYTES } from "../http/read-body.ts";
import type { RequestFacts } from "./request-facts.ts";

/*
 * What happens to every request before Next sees it: the Host allowlist, the size of bodies, and headers that
 * only Foghorn, a proxy it trusts or Next itself may set.
 */

export type Refusal = { readonly status: number; readonly text: string };

/** Why a request goes no further; undefined when it may. */
export function refusalOf(request: IncomingMessage, edge: Edge): Refusal | undefined {
  if (saysTwice(request)) return { status: 400, text: "A header that must be there once is there twice." };
  const host = request.headers.host?.toLowerCase();
  if (host === undefined || !edge.allowedHosts.has(host)) {
    return {
      status: 421,
      text: "Foghorn does not serve this host name. web.allowed_hosts lists those it serves.",
    };
  }
  // An absolute target would let the address say another host than the header does.
  if (!request.url?.startsWith("/") || request.url.startsWith("//")) {
    return { status: 400, text: "This address is not understood." };
  }
  const isReading = request.method === "GET" || request.method === "HEAD";
  if (!isReading && !isApi(request.url)) return { status: 405, text: "Pages are read only." };
  return refusalOfBody(request, isReading);
}

/** Node keeps the first of two, a proxy in front may have judged by the second. */
const ONCE = new Set(["host", "origin", "content-type", "content-length"]);

function saysTwice({ rawHeaders }: IncomingMessage): boolean {
  const seen = new Set<string>();
  return rawHeaders.some((text, index) => {
    const name = text.toLowerCase();
    if (index % 2 === 1 || !ONCE.has(name)) return false;
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  });
}

function refusalOfBody({ headers }: IncomingMessage, isReading: boolean): Refusal | undefined {
  if (headers["transfer-encoding"] !== undefined) {
    return { status: 411, text: "Send the length of the body." };
  }
  const lengthBytes = Number(headers["content-length"] ?? 0);
  if (isReading && lengthBytes > 0) return { status: 400, text: "A request that reads has no body." };
  if (lengthBytes > BODY_LIMIT_BYTES) {
    return { status: 413, text: `The body is longer than ${BODY_LIMIT_BYTES} bytes.` };
  }
  return undefined;
}

const isApi = (url: string): boolean => url.startsWith("/api/");

/** Framework-internal, proxy and our own: none of these is taken from outside. */
const DROPPED =
  /^(?:x-middleware-|x-next|next-|x-forwarded-|x-invoke-|x-matched-path$|x-foghorn-(?!csrf$)|x-nonce$|x-vercel-|x-now-|forwarded$|x-real-ip$|content-security-policy)/;
/** What the router of our own pages sends on moving from page to page. */
const KEPT = new Set([
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
]);

/** Leaves in place only what may be believed, and adds what was found out. */
export function cleanHeaders(request: IncomingMessage, facts: RequestFacts): void {
  for (const name of Object.keys(request.headers)) {
    if (DROPPED.test(name) && !KEPT.has(name)) delete request.headers[name];
  }
  // The raw list is a second copy; nothing may read the dropped ones there.
  request.rawHeaders.length = 0;
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) request.rawHeaders.push(name, one);
    }
  }
  request.headers[CLIENT_ADDRESS_HEADER] = facts.clientAddress;
  request.headers[SCHEME_HEADER] = facts.scheme;
}

export function setBaseHeaders(response: ServerResponse, facts: RequestFacts): void {
  for (const [name, value] of Object.entries(BASE_HEADERS)) response.setHeader(name, value);
  if (facts.scheme === "https") response.setHeader("strict-transport-security", HSTS);
}

export function refuse(response: ServerResponse, refusal: Refusal): void {
  const body = JSON.stringify({
    code: refusal.status === 413 ? "invalid-input" : "forbidden",
    message: refusal.text,
  });
  response.writeHead(refusal.status, {
    "content-type": "application/json",
    "content-security-policy": DATA_CSP,
    "cache-control": "no-store",
    "content-length": Buffer.byteLength(body),
    // What was not read of the body must not be taken for the next request.
    connection: "close",
  });
  response.end(body);
}
