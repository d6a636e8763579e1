import { errorCodeOf, FoghornError } from "../../domain/errors.ts";
import type { Person, Runtime, SignIn } from "../../runtime/runtime.ts";
import {
  allowedOrigins,
  CLIENT_ADDRESS_HEADER,
  type Edge,
  type Scheme,
  type Served,
  schemeOf,
} from "../edge.ts";
import { hasRole, isSignedInRole, matchRoute, type RoutePolicy } from "../policy.ts";
import { createRefusalLog } from "../refusals.ts";
import { readCookie, signInCookieName } from "./cookies.ts";
import { type BodySchema, readBody } from "./read-body.ts";
import { errorResponse } from "./respond.ts";

export interface Call<Body> {
  readonly runtime: Runtime;
  readonly edge: Edge;
  readonly request: Request;
  readonly url: URL;
  readonly scheme: Scheme;
  readonly clientAddress: string;
  readonly userAgent: string;
  /** Who asks. Present on every route whose policy names a role; use `person` there. */
  readonly signIn?: SignIn;
  readonly body: Body;
}

/** A call of somebody who is signed in: attribution comes from here, never from a body. */
export interface SignedInCall<Body> extends Call<Body> {
  readonly signIn: SignIn;
  readonly by: Person;
}

export type { Served };

export const CSRF_HEADER = "x-foghorn-csrf";

const recordRefusal = createRefusalLog();

/**
 * The only way from a request to a handler: policy of the route, sign-in, role, then for whatever changes
 * something exact Origin, CSRF header and JSON, and only then the body is read. Errors become the error body.
 * A refusal writes nothing but, for somebody who is signed in, its line in the audit log.
 */
export async function withPolicy<Body = undefined>(
  served: Served,
  request: Request,
  handler: (call: Call<Body>) => Promise<Response>,
  schema?: BodySchema<Body>,
): Promise<Response> {
  const url = new URL(request.url);
  let signIn: SignIn | undefined;
  try {
    const policy = await policyOf(served.runtime, request.method, url.pathname);
    signIn = await whoAsks(served.runtime, request);
    allow(policy, signIn);
    if (policy.method !== "GET") refuseForeign(served.edge, request);
    return await handler({
      ...served,
      request,
      url,
      scheme: schemeOf(request.headers),
      clientAddress: request.headers.get(CLIENT_ADDRESS_HEADER) ?? "unknown",
      userAgent: (request.headers.get("user-agent") ?? "").slice(0, 200),
      ...(signIn && { signIn }),
      body: await readBody(request, schema),
    });
  } catch (error) {
    if (signIn !== undefined && errorCodeOf(error) === "forbidden") {
      const actor = signIn.account.name;
      const subject = `${request.method} ${url.pathname}`;
      const reason = error instanceof Error ? error.message : "refused";
      await recordRefusal(
        served.runtime.audit,
        { actor, action: "request.refused", subject, reason },
        Date.now(),
      );
    }
    return errorResponse(error);
  }
}

/** For routes whose policy names a role. */
export function signedInCall<Body>(call: Call<Body>): SignedInCall<Body> {
  const { signIn } = call;
  if (signIn === undefined) throw new FoghornError("unauthenticated", "Sign in first.");
  return { ...call, signIn, by: personOf(signIn) };
}

export const personOf = (signIn: SignIn): Person => ({
  kind: "person",
  userId: signIn.account.id,
  name: signIn.account.name,
});

async function policyOf(runtime: Runtime, method: string, pathname: string): Promise<RoutePolicy> {
  const policy = matchRoute(method, pathname);
  if (policy === undefined) throw new FoghornError("not-found", "There is nothing at this address.");
  if (policy.access === "setup" && !(await runtime.accounts.needsSetup())) {
    throw new FoghornError("not-found", "Foghorn is set up already.");
  }
  return policy;
}

async function whoAsks(runtime: Runtime, request: Request): Promise<SignIn | undefined> {
  const secret = readCookie(request.headers.get("cookie"), signInCookieName(schemeOf(request.headers)));
  return secret === undefined ? undefined : runtime.accounts.check(secret);
}

function allow(policy: RoutePolicy, signIn: SignIn | undefined): void {
  if (!isSignedInRole(policy.access)) return;
  if (signIn === undefined) throw new FoghornError("unauthenticated", "Sign in first.");
  if (!hasRole(signIn.account.role, policy.access)) {
    throw new FoghornError(
      "forbidden",
      `This needs the role ${policy.access}; you are ${signIn.account.role}.`,
    );
  }
}

/** Another site's page can make a browser send a request with our cookie, but none of these three. */
function refuseForeign(edge: Edge, request: Request): void {
  const { headers } = request;
  const origin = headers.get("origin");
  const host = headers.get("host") ?? "";
  if (origin === null || !allowedOrigins(edge, schemeOf(headers), host).has(origin)) {
    throw new FoghornError("forbidden", "This request did not come from a page of this Foghorn.");
  }
  if (headers.get(CSRF_HEADER) !== "1") {
    throw new FoghornError("forbidden", `The header ${CSRF_HEADER} is missing.`);
  }
  if (!/^application\/json(?:;|$)/i.test(headers.get("content-type") ?? "")) {
    throw new FoghornError("forbidden", "Only application/json is accepted here.");
  }
}
