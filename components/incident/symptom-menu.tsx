"use client";

import { Ellipsis } from "lucide-react";
import type { SymptomView } from "#lib/protocol/views.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import type { SymptomAct } from "./symptom-dialog.tsx";

/** What a person may do about the rule that brought a symptom here. */
export function SymptomMenu({
  symptom,
  canSplit,
  onAsk,
}: {
  readonly symptom: SymptomView;
  readonly canSplit: boolean;
  readonly onAsk: (kind: SymptomAct["kind"]) => void;
}) {
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          className="symm"
          aria-label={`${symptom.title} on ${symptom.hostId}: move or detach`}
        >
          <Ellipsis className="ic" size={14} aria-hidden />
        </button>
      }
    >
      <MenuItem onSelect={() => onAsk("detach")}>Detach…</MenuItem>
      <MenuItem onSelect={() => onAsk("move")}>Attach to another incident…</MenuItem>
      {canSplit && <MenuItem onSelect={() => onAsk("split")}>Split off into a new incident…</MenuItem>}
    </Menu>
  );
}
