"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { setState } from "#lib/client/api.ts";
import { useTopic } from "#lib/client/hooks.ts";
import type { IncidentState } from "#lib/domain/incident.ts";
import { isOpen, reasonNeededFor, TRANSITIONS } from "#lib/domain/incidents/transitions.ts";
import type { IncidentDetail } from "#lib/protocol/views.ts";
import { STATE_WORDS } from "../timeline/entry-look.ts";
import { Button } from "../ui/button.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import type { Act } from "./use-act.ts";

const ACTION_WORDS: Readonly<Record<IncidentState, string>> = {
  triage: "Back to triage",
  active: "Back to mitigating",
  mitigated: "Mark mitigated",
  resolved: "Resolve",
  closed: "Close",
  dismissed: "Dismiss…",
  merged: "Merge into another…",
};

/** The step that usually comes next; the menu has the others. */
const NEXT: Readonly<Partial<Record<IncidentState, IncidentState>>> = {
  triage: "mitigated",
  active: "mitigated",
  mitigated: "resolved",
  resolved: "closed",
};

const wordsFor = (from: IncidentState, to: IncidentState): string =>
  from === "triage" && to === "active" ? "Work on it" : ACTION_WORDS[to];

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
  const [mergedInto, setMergedInto] = useState("");
  const next = NEXT[incident.state];

  async function move(to: IncidentState, reason?: string): Promise<void> {
    const isDone = await act.run(() =>
      setState(incident.id, {
        from: incident.state,
        to,
        ...(reason !== undefined && reason !== "" && { reason }),
        ...(to === "merged" && { mergedInto }),
      }),
    );
    if (isDone) setAsking(undefined);
  }

  function choose(to: IncidentState): void {
    act.dismiss();
    if (to === "merged" || reasonNeededFor(to, incident.symptoms) !== undefined) setAsking(to);
    else void move(to);
  }

  useKeys(
    canWrite && next !== undefined
      ? [{ keys: "M", does: ACTION_WORDS[next].toLowerCase(), run: () => choose(next) }]
      : [],
  );

  const choices = TRANSITIONS[incident.state];
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
            {ACTION_WORDS[next]} <Kbd>Shift</Kbd> <Kbd>M</Kbd>
          </Button>
        </span>
      )}
      {asking !== undefined && (
        <ReasonDialog
          title={`${ACTION_WORDS[asking].replace("…", "")} ${incident.id}`}
          why={
            reasonNeededFor(asking, incident.symptoms) ??
            "The entries of this incident stay where they are; its work goes on in the other one."
          }
          action={ACTION_WORDS[asking].replace("…", "")}
          isReasonNeeded={asking !== "merged"}
          isBusy={act.isBusy || (asking === "merged" && mergedInto === "")}
          failure={act.failure}
          onSubmit={(reason) => void move(asking, reason)}
          onClose={() => setAsking(undefined)}
        >
          {asking === "merged" && (
            <OtherIncident except={incident.id} value={mergedInto} onChange={setMergedInto} />
          )}
        </ReasonDialog>
      )}
    </>
  );
}

function OtherIncident({
  except,
  value,
  onChange,
}: {
  readonly except: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const incidents = useTopic("incidents").value ?? [];
  const others = incidents.filter((other) => other.id !== except && isOpen(other.state));
  return (
    <>
      <label htmlFor="other">Into</label>
      <select id="other" className="inp" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">
          {others.length === 0 ? "No other incident is open" : "Choose an open incident"}
        </option>
        {others.map((other) => (
          <option key={other.id} value={other.id}>
            {other.id} {other.title}
          </option>
        ))}
      </select>
    </>
  );
}
