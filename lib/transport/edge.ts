import type { Runtime } from "../runtime/runtime.ts";

/** How this Foghorn is reached from outside: what a request's Host, Origin and cookies are judged by. */
export interface Edge {
  /** Hosts (with port where it is not the scheme's own) a request may name, lower case. */
  readonly allowedHosts: ReadonlySet<string>;
  /** FOGHORN_URL without a trailing slash; unset means that only this machine can open links. */
  readonly publicUrl?: string;
  /** Foghorn itself speaks TLS; behind a trusted proxy the scheme comes with each request. */
  readonly isTls: boolean;
  /** Answer requests about a person's address by what these proxies say; addresses or CIDR ranges. */
  readonly trustedProxies: readonly string[];
  readonly version: string;
}

/**
 * What the server found out about a request, handed to Next in headers. Any such header that comes from
 * outside is dropped first.
 */
export const CLIENT_ADDRESS_HEADER = "x-foghorn-client-address";
export const SCHEME_HEADER = "x-foghorn-scheme";

export type Scheme = "http" | "https";

export const schemeOf = (headers: Headers): Scheme =>
  headers.get(SCHEME_HEADER) === "https" ? "https" : "http";

/**
 * Origins that a request to `host` may come from: its own, and the public address for proxies that
 * rewrite Host. Exact text, as browsers send it.
 */
export function allowedOrigins(edge: Edge, scheme: Scheme, host: string): ReadonlySet<string> {
  const own = `${scheme}://${host.toLowerCase()}`;
  return new Set(edge.publicUrl === undefined ? [own] : [own, new URL(edge.publicUrl).origin]);
}

/** What the server hands to pages and routes: the running console, and how it is reached from outside. */
export interface Served {
  readonly runtime: Runtime;
  readonly edge: Edge;
}
