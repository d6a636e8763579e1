"use client";

import { Ellipsis } from "lucide-react";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { formatClock } from "../ui/format.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";

/** Who reads the timeline, and whether they may write on it. */
export interface Reader {
  readonly id: string;
  readonly role: "viewer" | "operator" | "admin";
}

type NoteAct = "edit" | "remove" | "erase";

export interface NoteAsk {
  readonly kind: NoteAct | "versions";
  readonly entry: TimelineEntry;
}

/** What this reader may do to what somebody wrote: change one's own words; an admin may take others' away. */
export function actsOf({ actor, body }: TimelineEntry, me: Reader): readonly NoteAct[] {
  const isOwn = actor.kind === "person" && actor.userId === me.id;
  if (me.role === "viewer" || actor.kind !== "person" || !(isOwn || me.role === "admin")) return [];
  if (body.kind === "note") return isOwn ? ["edit", "remove", "erase"] : ["remove", "erase"];
  const isErasable =
    body.kind === "lines.pinned" || body.kind === "attachment.added" || body.kind === "removed";
  return isErasable ? ["erase"] : [];
}

const WORDS: Readonly<Record<NoteAct, string>> = {
  edit: "Edit…",
  remove: "Remove…",
  erase: "Erase a secret…",
};

export function NoteMenu({
  entry,
  me,
  onAsk,
}: {
  readonly entry: TimelineEntry;
  readonly me: Reader;
  readonly onAsk: (ask: NoteAsk) => void;
}) {
  const acts = actsOf(entry, me);
  if (acts.length === 0) return null;
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          className="symm"
          aria-label={`Change what was written at ${formatClock(entry.at)}`}
        >
          <Ellipsis className="ic" size={14} aria-hidden />
        </button>
      }
    >
      {acts.map((kind) => (
        <MenuItem key={kind} onSelect={() => onAsk({ kind, entry })}>
          {WORDS[kind]}
        </MenuItem>
      ))}
    </Menu>
  );
}
