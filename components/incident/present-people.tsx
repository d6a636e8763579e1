"use client";

import { type RefObject, useEffect, useState } from "react";
import { useHere, useTopic } from "#lib/client/hooks.ts";
import type { RoomPanel } from "#lib/protocol/live.ts";
import { Avatar } from "../ui/avatar.tsx";
import { MachineText } from "../ui/machine-text.tsx";

const PANEL_OF: readonly (readonly [string, RoomPanel])[] = [
  [".p-rb", "runbook"],
  [".tl, .comp", "timeline"],
  [".evd", "evidence"],
];

/** The panel a person last touched or typed in; all three may be on the screen. */
export function usePanelInUse(panels: RefObject<HTMLElement | null>, chosen: RoomPanel): RoomPanel {
  const [used, setUsed] = useState(chosen);
  useEffect(() => setUsed(chosen), [chosen]);
  useEffect(() => {
    const element = panels.current;
    if (element === null) return;
    const look = ({ target }: Event): void => {
      const found = PANEL_OF.find(([place]) => target instanceof Element && target.closest(place) !== null);
      if (found !== undefined) setUsed(found[1]);
    };
    element.addEventListener("focusin", look);
    element.addEventListener("pointerdown", look);
    return () => {
      element.removeEventListener("focusin", look);
      element.removeEventListener("pointerdown", look);
    };
  }, [panels]);
  return used;
}

/** Who has this room open now, and what they look at: nobody has to ask whether somebody is on it. */
export function PresentPeople({
  incidentId,
  panel,
  selfId,
}: {
  readonly incidentId: string;
  readonly panel: RoomPanel;
  readonly selfId: string;
}) {
  useHere(incidentId, panel);
  const present = useTopic(`presence:${incidentId}`).value ?? [];
  const others = present.filter(({ id }) => id !== selfId).toSorted((a, b) => a.name.localeCompare(b.name));
  if (others.length === 0) return null;
  return (
    <ul className="pres" aria-label="In this room now">
      {others.slice(0, 4).map((person) => (
        <li key={person.id} title={person.name}>
          <Avatar name={person.name} />
          <span className="sr">
            <MachineText text={person.name} limit={60} />
          </span>
          <span className="i3">{person.panel}</span>
        </li>
      ))}
      {others.length > 4 && <li className="i3">and {others.length - 4} more</li>}
    </ul>
  );
}
