import "server-only";
import { FoghornError } from "#lib/domain/errors.ts";
import type { NamedPerson } from "#lib/domain/incident.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";

/** Those who may work on an incident now, by name: not viewers, and nobody whose account is closed. */
export async function responders(runtime: Runtime): Promise<readonly NamedPerson[]> {
  return (await runtime.accounts.list())
    .filter(({ role, disabledAt }) => role !== "viewer" && disabledAt === undefined)
    .map(({ id, name }) => ({ userId: id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** One of them. Throws `invalid-input`: whoever cannot write cannot have a role either. */
export async function responder(runtime: Runtime, userId: string): Promise<NamedPerson> {
  const found = (await responders(runtime)).find((person) => person.userId === userId);
  if (found === undefined)
    throw new FoghornError("invalid-input", "Nobody with this account may work on incidents.");
  return found;
}
