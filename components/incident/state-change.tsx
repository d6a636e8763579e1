"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { acknowledge, confirmMilestone, setState } from "#lib/client/api.ts";
import type { IncidentState } from "#lib/domain/incident.ts";
import { STATE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { reasonNeededFor, TRANSITIONS } from "#lib/domain/incidents/transitions.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import type { Act } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { ASKS, type StateAnswer, StateDialog } from "./state-dialog.tsx";

const ACTION_WORDS: Readonly<Record<IncidentState, string>> = {
  triage: "Back to triage",
  active: "Back to mitigating",
  mitigated: "Mark mitigated",
  resolved: "Resolve…",
  closed: "Close the incident…",
  dismissed: "Dismiss…",
  merged: "Merge into another…",
};

/** The step that usually comes next; the menu has the others. In triage that is to acknowledge. */
const NEXT: Readonly<Partial<Record<IncidentState, IncidentState>>> = {
  triage: "active",
  active: "mitigated",
  mitigated: "resolved",
  resolved: "closed",
};

/** Keys of the steps that have one. What ends an incident has its own, and asks. */
const KEYS = { active: "a", mitigated: "M", resolved: "R", closed: "C" } as const satisfies Partial<
  Record<IncidentState, string>
>;
const keyOf = (to: IncidentState): string | undefined =>
  to in KEYS ? KEYS[to as keyof typeof KEYS] : undefined;

const wordsFor = (from: IncidentState, to: IncidentState): string =>
  from === "triage" && to === "active" ? "Acknowledge" : ACTION_WORDS[to];

const plain = (words: string): string => words.replace("…", "").replace(" into another", "");

/** "Shift M" for a capital, as it is pressed. */
function Keys({ keys }: { readonly keys: string | undefined }) {
  if (keys === undefined) return null;
  const isCapital = keys !== keys.toLowerCase();
  return (
    <>
      {isCapital && <Kbd>Shift</Kbd>} <Kbd>{keys}</Kbd>
    </>
  );
}

/** What state it is in, and where it may go from there. */
export function StateChange({
  incident,
  act,
  canWrite,
}: {
  readonly incident: IncidentDetail;
  readonly act: Act;
  readonly canWrite: boolean;
}) {
  const [asking, setAsking] = useState<IncidentState | undefined>(undefined);
  const next = NEXT[incident.state];

  async function move(to: IncidentState, answer?: StateAnswer): Promise<void> {
    const isTaking = incident.state === "triage" && to === "active" && incident.acknowledgedBy === undefined;
    const { reason = "", mergedInto, impactAt, endedAt } = answer ?? {};
    const isDone = await act.run(async () => {
      if (isTaking) return acknowledge(incident.id);
      // First what the figures count from: a state that somebody else changed meanwhile does not lose it.
      const confirmed =
        impactAt === undefined
          ? undefined
          : await confirmMilestone(incident.id, { milestone: "impact-started", milestoneAt: impactAt });
      if (confirmed?.kind === "failed") return confirmed;
      return setState(incident.id, {
        from: incident.state,
        to,
        ...(reason !== "" && { reason }),
        ...(mergedInto !== undefined && { mergedInto }),
        ...(endedAt !== undefined && { endedAt }),
      });
    });
    if (isDone) setAsking(undefined);
  }

  function choose(to: IncidentState): void {
    act.dismiss();
    if (to in ASKS || reasonNeededFor(to, incident.symptoms) !== undefined) setAsking(to);
    else void move(to);
  }

  const choices = TRANSITIONS[incident.state];
  const bindings = choices.flatMap((to) => {
    const keys = keyOf(to);
    // Going back to work has no key of its own.
    if (keys === undefined || (to === "active" && incident.state !== "triage")) return [];
    return [
      {
        keys,
        does: plain(wordsFor(incident.state, to)).toLowerCase(),
        run: () => choose(to),
        isAction: true as const,
      },
    ];
  });
  useKeys(canWrite ? bindings : []);
  return (
    <>
      {canWrite && choices.length > 0 ? (
        <Menu
          trigger={
            <button
              type="button"
              className="tag act"
              aria-label={`State: ${STATE_WORDS[incident.state]}. Change it`}
            >
              {STATE_WORDS[incident.state]}
              <ChevronDown className="ic" size={12} aria-hidden />
            </button>
          }
        >
          {choices.map((to) => (
            <MenuItem key={to} onSelect={() => choose(to)}>
              {wordsFor(incident.state, to)}
            </MenuItem>
          ))}
        </Menu>
      ) : (
        <span className="tag">{STATE_WORDS[incident.state]}</span>
      )}
      {canWrite && next !== undefined && (
        <span className="nextstate">
          <Button look="primary" isSmall disabled={act.isBusy} onClick={() => choose(next)}>
            {wordsFor(incident.state, next)} <Keys keys={keyOf(next)} />
          </Button>
        </span>
      )}
      {asking !== undefined && (
        <StateDialog
          incident={incident}
          to={asking}
          action={plain(ACTION_WORDS[asking])}
          act={act}
          onMove={(answer) => void move(asking, answer)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
