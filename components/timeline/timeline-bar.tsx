"use client";

import { Clock, Search, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { focusNow } from "../ui/focus-now.ts";
import { formatCount, plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { Seg } from "../ui/seg.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import type { StoryFilter } from "./story.ts";

interface TimelineBarProps {
  readonly entryCount: number;
  /** Entries before the first that is held here. */
  readonly earlierCount: number;
  readonly isReading: boolean;
  readonly filter: StoryFilter;
  readonly onFilter: (filter: StoryFilter) => void;
  /** What is looked for; undefined where nobody looks for anything. */
  readonly wanted: string | undefined;
  readonly foundCount: number;
  readonly onWanted: (wanted: string | undefined) => void;
  readonly onGoTo: () => void;
}

const FILTERS = [
  { value: "all", text: "All" },
  { value: "people", text: "People" },
  { value: "machine", text: "Machine" },
  { value: "actions", text: "Actions" },
] as const;

/** Which entries are shown, and the ways to one of them: a word it says, or its time. */
export function TimelineBar(props: TimelineBarProps) {
  const { wanted, onWanted, onGoTo } = props;
  const field = useRef<HTMLInputElement>(null);
  function look(): void {
    if (wanted === undefined) onWanted("");
    else field.current?.focus();
  }
  useKeys([
    { keys: "/", does: "search the timeline", run: look },
    { keys: "g t", does: "go to a time", run: onGoTo },
  ]);
  return (
    <div className="ph tlbar">
      <h2>Timeline</h2>
      <span className="sub">
        {plural(props.entryCount, "entry", "entries")}
        {props.earlierCount > 0 &&
          `, ${formatCount(props.earlierCount)} earlier ones ${props.isReading ? "are being read" : "in the export"}`}
      </span>
      <span className="end">
        <Seg label="Entries shown" value={props.filter} onChange={props.onFilter} options={FILTERS} />
        <button type="button" className="btn quiet sm" title="Search the timeline: /" onClick={look}>
          <Search className="ic" size={14} aria-hidden />
          <span className="sr">Search the timeline</span>
        </button>
        <button type="button" className="btn quiet sm" title="Go to a time: g t" onClick={onGoTo}>
          <Clock className="ic" size={14} aria-hidden />
          <span className="sr">Go to a time</span>
        </button>
      </span>
      {wanted !== undefined && <SearchField {...props} wanted={wanted} field={field} />}
    </div>
  );
}

function SearchField({
  wanted,
  foundCount,
  onWanted,
  field,
}: Pick<TimelineBarProps, "foundCount" | "onWanted"> & {
  readonly wanted: string;
  readonly field: { current: HTMLInputElement | null };
}) {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onWanted(undefined);
  }
  return (
    <search className="field">
      <Search className="ic i3" size={14} aria-hidden />
      <input
        ref={(element) => {
          if (field.current === null) focusNow(element);
          field.current = element;
        }}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label="Search in the timeline"
        placeholder="a word, a name, a container"
        maxLength={256}
        value={wanted}
        onChange={(event) => onWanted(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="i3 t12 num" aria-live="polite">
        {wanted.trim() !== "" && `${formatCount(foundCount)} found`}
        <span className="d-only">
          {foundCount > 0 && wanted.trim() !== "" && "; a time leads to its place"}
        </span>
      </span>
      <button type="button" className="btn quiet sm" onClick={() => onWanted(undefined)}>
        <X className="ic" size={14} aria-hidden />
        <span className="sr">End the search</span>
        <Kbd>Escape</Kbd>
      </button>
    </search>
  );
}
