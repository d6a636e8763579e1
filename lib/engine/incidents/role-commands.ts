import { FoghornError } from "../../domain/errors.ts";
import type { IncidentRole, NamedPerson } from "../../domain/incident.ts";
import { ROLE_WORDS } from "../../domain/incidents/role-words.ts";
import { isOpen } from "../../domain/incidents/transitions.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { EntryBody } from "../../domain/timeline.ts";
import type { IncidentCommands, Person } from "../incident-commands.ts";
import type { EntryDraft } from "../ports-incidents.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entry } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";

type RoleChange = Omit<Extract<EntryBody, { kind: "incident.role" }>, "kind">;

const toNamed = ({ userId, name }: NamedPerson): NamedPerson => ({ userId, name });

/** The entry of somebody who takes a role that nobody has. */
export const takenRole = (now: EpochMs, role: IncidentRole, by: Person): EntryDraft =>
  entry(now, by, { kind: "incident.role", role, how: "taken", to: toNamed(by) });

function changeOf(
  role: IncidentRole,
  from: NamedPerson | undefined,
  to: NamedPerson | undefined,
  by: Person,
): RoleChange {
  if (to === undefined) return { role, how: "given-up", ...(from && { from }) };
  if (to.userId === by.userId) return { role, how: "taken", to, ...(from && { from }) };
  // Whoever hands their own role over is named by the entry already.
  const giver = from?.userId === by.userId ? undefined : from;
  return { role, how: "handed-over", to, ...(giver && { from: giver }) };
}

/** Who does what: taken, handed over, given up. Guarded by whom the person saw in it. */
export function createRoleCommands(
  { clock }: IncidentsDeps,
  recorder: Recorder,
): Pick<IncidentCommands, "setRole"> {
  return {
    setRole: async ({ incidentId, role, from, to, by }) => {
      const { incident } = await recorder.append(
        incidentId,
        ({ roles, state }) => {
          if (!isOpen(state) && state !== "resolved")
            throw new FoghornError("conflict", `It is ${state}: there is nothing to take.`);
          const holder = roles[role];
          if (holder?.userId === to?.userId) return { entries: [] };
          if (holder?.userId !== from)
            throw new FoghornError("conflict", `${holder?.name ?? "Nobody"} has ${ROLE_WORDS[role]} now.`);
          const change = changeOf(role, holder && toNamed(holder), to && toNamed(to), by);
          return { entries: [entry(clock.now(), by, { kind: "incident.role", ...change })] };
        },
        { isCommutative: false },
      );
      return incident;
    },
  };
}
