"use client";

import { Clock, Pin, Search } from "lucide-react";
import { useRef } from "react";
import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { Seg } from "../ui/seg.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import type { LogSearch } from "./log-search.ts";

interface LogBarProps {
  readonly lanes: readonly { readonly id: string; readonly text: string; readonly count: number }[];
  readonly search: LogSearch;
  readonly onSearch: (change: Partial<LogSearch>) => void;
  readonly hitCount: number;
  /** Lines that complain and no signature knows. */
  readonly unknownCount: number;
  readonly chosenCount: number;
  readonly isRaw: boolean;
  readonly onRaw: (isRaw: boolean) => void;
  readonly isWrapped: boolean;
  readonly onWrap: (isWrapped: boolean) => void;
  readonly onGoTo: () => void;
  readonly onPin: (() => void) | undefined;
  /** Whether lines known to a signature can be shown alone. */
  readonly hasMarks: boolean;
}

/** Who speaks, what is looked for, and what can be done with what was found. */
export function LogBar(props: LogBarProps) {
  const { lanes, search, onSearch } = props;
  const input = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", does: "search", run: () => input.current?.focus() }]);
  function toggle(lane: string): void {
    const hiddenLanes = new Set(search.hiddenLanes);
    if (!hiddenLanes.delete(lane)) hiddenLanes.add(lane);
    onSearch({ hiddenLanes });
  }
  return (
    <search className={props.hasMarks ? "qb many" : "qb"}>
      <fieldset className="srcs">
        <legend className="sr">Sources shown</legend>
        {lanes.map((lane) => (
          <button
            key={lane.id}
            type="button"
            className="chip"
            aria-pressed={!search.hiddenLanes.has(lane.id)}
            onClick={() => toggle(lane.id)}
          >
            <span className="lanes" aria-hidden>
              {lanes.map((other) => (
                <i key={other.id} className={other.id === lane.id ? "on" : undefined} />
              ))}
            </span>
            {lane.text} <span className="i3 num">{formatCount(lane.count)}</span>
          </button>
        ))}
      </fieldset>
      <div className="field q">
        <Search className="ic i3" size={14} aria-hidden />
        <input
          ref={input}
          type="text"
          inputMode="search"
          autoComplete="off"
          spellCheck={false}
          aria-label="Search in the lines shown"
          placeholder={search.isOnly ? "only lines with" : "mark"}
          value={search.text}
          maxLength={256}
          onChange={(event) => onSearch({ text: event.target.value })}
        />
        {search.text !== "" && (
          <span className="i3 t12 num" aria-live="polite">
            {formatCount(props.hitCount)} hits
          </span>
        )}
        <Kbd>/</Kbd>
      </div>
      <div className="row">
        <Seg
          label="What a search does"
          value={search.isOnly ? "only" : "mark"}
          onChange={(value) => onSearch({ isOnly: value === "only" })}
          options={[
            { value: "mark", text: "Mark" },
            { value: "only", text: "Only hits" },
          ]}
        />
        {props.hasMarks && (
          <Seg
            label="Lines shown"
            value={search.kept}
            onChange={(kept) => onSearch({ kept })}
            options={[
              { value: "all", text: "All" },
              { value: "marked", text: "Marked" },
              { value: "unknown", text: `Not recognised ${formatCount(props.unknownCount)}` },
            ]}
          />
        )}
        <button
          type="button"
          className="btn sm"
          aria-pressed={props.isWrapped}
          onClick={() => props.onWrap(!props.isWrapped)}
        >
          Wrap
        </button>
        <button
          type="button"
          className="btn sm"
          aria-pressed={props.isRaw}
          title="Lines as they were written, with their own time and level"
          onClick={() => props.onRaw(!props.isRaw)}
        >
          Raw <Kbd>r</Kbd>
        </button>
        <Button isSmall onClick={props.onGoTo}>
          <Clock className="ic" size={14} aria-hidden />
          <span className="lbl">Go to time</span> <Kbd>g</Kbd> <Kbd>t</Kbd>
        </Button>
        {props.onPin !== undefined && (
          <Button isSmall keyHint="p" onClick={props.onPin} disabled={props.chosenCount === 0}>
            <Pin className="ic" size={14} aria-hidden />
            <span className="lbl">{props.chosenCount < 2 ? "Pin" : `Pin ${props.chosenCount}`}</span>
          </Button>
        )}
      </div>
    </search>
  );
}
