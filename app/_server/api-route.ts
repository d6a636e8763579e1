import "server-only";
import { FoghornError } from "#lib/domain/errors.ts";
import { type ContainerId, type HostId, type IncidentId, isContainerId, isHostId } from "#lib/domain/ids.ts";
import { type Discretion, USUAL_DISCRETION } from "#lib/domain/redaction/stand-ins.ts";
import { served } from "#lib/runtime/slot.ts";
import type { BodySchema } from "#lib/transport/http/read-body.ts";
import { type Call, type SignedInCall, signedInCall, withPolicy } from "#lib/transport/http/with-policy.ts";

interface Context {
  readonly params: Promise<Readonly<Record<string, string>>>;
}

export type Params = { readonly param: (name: string) => string };
type Route = (request: Request, context: Context) => Promise<Response>;

/** A route that anybody may ask, as its policy says. */
export function publicRoute<Body>(
  schema: BodySchema<Body> | undefined,
  handler: (call: Call<Body> & Params) => Promise<Response>,
): Route {
  return async (request, context) => {
    const params = await context.params;
    return withPolicy<Body>(served(), request, (call) => handler({ ...call, ...reader(params) }), schema);
  };
}

/** A route whose policy names a role; `by` is who asks. */
export function signedInRoute<Body>(
  schema: BodySchema<Body> | undefined,
  handler: (call: SignedInCall<Body> & Params) => Promise<Response>,
): Route {
  return publicRoute<Body>(schema, async ({ param, ...call }) => handler({ ...signedInCall(call), param }));
}

const reader = (params: Readonly<Record<string, string>>): Params => ({
  param: (name) => {
    const value = params[name];
    if (value === undefined) throw new FoghornError("not-found", "There is nothing at this address.");
    return value;
  },
});

export function incidentIdOf(call: Params): IncidentId {
  const text = call.param("incidentId");
  if (!/^INC-\d{1,9}$/.test(text)) throw new FoghornError("not-found", "There is no such incident.");
  return text as IncidentId;
}

/** Number of an entry of an incident. */
export const seqOf = (call: Params): number => numberOf(call, "seq", "There is no such entry.");

/** Number of a published version of a postmortem. */
export const versionOf = (call: Params): number => numberOf(call, "version", "There is no such version.");

function numberOf(call: Params, name: string, otherwise: string): number {
  const text = call.param(name);
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new FoghornError("not-found", otherwise);
  return Number(text);
}

export function importIdOf(text: string): string {
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new FoghornError("not-found", "There is no such import.");
  return text;
}

/** A number of the query string between 1 and `most`; `otherwise` when it is absent or senseless. */
export function countOf(url: URL, name: string, otherwise: number, most: number): number {
  const value = Number(url.searchParams.get(name) ?? otherwise);
  return Number.isInteger(value) && value >= 1 ? Math.min(value, most) : otherwise;
}

export function hostIdOf(text: string): HostId {
  if (!isHostId(text)) throw new FoghornError("not-found", "There is no such host.");
  return text;
}

export function containerIdOf(text: string): ContainerId {
  if (!isContainerId(text)) throw new FoghornError("not-found", "There is no such container.");
  return text;
}

/** Nanoseconds since 1970 as decimal text: a number would lose the last digits. */
export function nanosOf(url: URL, name: string): string {
  const text = url.searchParams.get(name) ?? "";
  if (!/^\d{1,19}$/.test(text))
    throw new FoghornError("invalid-input", `${name}: is not a time in nanoseconds`);
  return text;
}

/** What is kept from readers; what was not chosen is as usual. */
export const discretionOf = (
  chosen: {
    readonly [Choice in keyof Discretion]?: Discretion[Choice] | undefined;
  },
): Discretion => ({ ...USUAL_DISCRETION, ...given(chosen) });

/** The keys that have a value: an absent key and an undefined one differ in the runtime's inputs. */
export const given = <Body extends object>(body: Body): Given<Body> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<Body>;

type Given<Body> = { [Key in keyof Body]: Exclude<Body[Key], undefined> };

export function writeAudit(call: SignedInCall<unknown>, action: string, subject: string): Promise<void> {
  return call.runtime.audit.write({ actor: call.by.name, action, subject });
}

export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new FoghornError("not-found", "There is nothing at this address.");
  return value;
}
