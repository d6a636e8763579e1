"use client";

import { useState } from "react";
import { setIncidentRole } from "#lib/client/api.ts";
import { INCIDENT_ROLES, type IncidentRole } from "#lib/domain/incident.ts";
import { ROLE_DUTIES, ROLE_WORDS } from "#lib/domain/incidents/role-words.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import type { Act } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";

interface RoomRolesProps {
  readonly incident: IncidentDetail;
  readonly act: Act;
  /** Who reads this; absent for those who may not write. */
  readonly selfId: string | undefined;
  /** The same roles stand twice, for narrow screens: one of them has the key. */
  readonly hasKey: boolean;
}

/** Who does what. A role that nobody has is a mark, and a key to take it. */
export function RoomRoles({ incident, act, selfId, hasKey }: RoomRolesProps) {
  const [handing, setHanding] = useState<IncidentRole | undefined>(undefined);
  const isRunning = isOpen(incident.state) || incident.state === "resolved";
  const canTake = selfId !== undefined && isRunning;
  const free = isRunning ? INCIDENT_ROLES.find((role) => incident.roles[role] === undefined) : undefined;
  const give = (role: IncidentRole, to: string | undefined) => {
    const from = incident.roles[role]?.userId;
    return act.run(() =>
      setIncidentRole(incident.id, {
        role,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      }),
    );
  };
  useKeys(
    canTake && hasKey && free !== undefined
      ? [
          {
            keys: "c",
            does: `take ${ROLE_WORDS[free]}`,
            run: () => void give(free, selfId),
            isAction: true,
          },
        ]
      : [],
  );
  return (
    <dl className="roles">
      {INCIDENT_ROLES.map((role) => (
        <div key={role} className="role">
          <dt title={ROLE_DUTIES[role]}>{ROLE_WORDS[role]}</dt>
          <dd>
            <Holder
              incident={incident}
              role={role}
              selfId={canTake ? selfId : undefined}
              isBusy={act.isBusy}
              onGive={(to) => void give(role, to)}
              onHand={() => setHanding(role)}
            />
            {canTake && hasKey && role === free && <Kbd>c</Kbd>}
          </dd>
        </div>
      ))}
      {handing !== undefined && (
        <HandOverDialog
          role={handing}
          holderId={incident.roles[handing]?.userId}
          act={act}
          onHand={(to) => void give(handing, to).then((isDone) => isDone && setHanding(undefined))}
          onClose={() => setHanding(undefined)}
        />
      )}
    </dl>
  );
}

interface HolderProps {
  readonly incident: IncidentDetail;
  readonly role: IncidentRole;
  readonly selfId: string | undefined;
  readonly isBusy: boolean;
  readonly onGive: (to: string | undefined) => void;
  readonly onHand: () => void;
}

function Holder({ incident, role, selfId, isBusy, onGive, onHand }: HolderProps) {
  const holder = incident.roles[role];
  if (holder === undefined) {
    const isAsked = isOpen(incident.state);
    return (
      <>
        <span className={isAsked ? "tt row" : "i3"}>
          {isAsked && <Mark name="ticket" size={13} />}
          nobody
        </span>
        {selfId !== undefined && (
          <button
            type="button"
            className="lk"
            disabled={isBusy}
            aria-label={`${ROLE_WORDS[role]}: take it`}
            onClick={() => onGive(selfId)}
          >
            take it
          </button>
        )}
      </>
    );
  }
  const name = (
    <>
      <Avatar name={holder.name} />
      <MachineText text={holder.name} limit={60} className="ell" />
    </>
  );
  if (selfId === undefined) return name;
  const isOwn = holder.userId === selfId;
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="who" aria-label={`${ROLE_WORDS[role]}: ${holder.name}. Change it`}>
          {name}
        </button>
      }
    >
      {!isOwn && <MenuItem onSelect={() => onGive(selfId)}>Take {ROLE_WORDS[role]} over</MenuItem>}
      <MenuItem onSelect={onHand}>Hand {ROLE_WORDS[role]} over…</MenuItem>
      <MenuItem onSelect={() => onGive(undefined)}>
        {isOwn ? `Give ${ROLE_WORDS[role]} up` : `${holder.name} has it no longer`}
      </MenuItem>
    </Menu>
  );
}
