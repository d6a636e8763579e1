"use client";

import { useCallback, useMemo, useState } from "react";
import { type FirstPage, useCalmTopic, useTopic } from "#lib/client/hooks.ts";
import type { FeedRow } from "#lib/protocol/row-views.ts";
import type { HostSummary } from "#lib/protocol/views.ts";
import { MuteDialog } from "../mute/mute-dialog.tsx";
import { choicesOf } from "../mute/mute-words.ts";
import { Mutes } from "../mute/mutes.tsx";
import { isWholeRecording, type ShellFrame } from "../shell/frame.ts";
import type { KeyHint } from "../shell/key-hint.ts";
import { Shell } from "../shell/shell.tsx";
import { Message } from "../ui/message.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { Feed } from "./feed.tsx";
import { socketLine } from "./fleet.ts";
import { FleetStrip } from "./fleet-strip.tsx";
import { HandoverDialog, HandoverNote } from "./handover-note.tsx";
import { litHosts } from "./lit-hosts.ts";
import { NoEngines } from "./no-engines.tsx";
import { Quiet } from "./quiet.tsx";
import { RestartHeat } from "./restart-heat.tsx";
import { restartRows } from "./restarts.ts";
import { SymptomList } from "./symptom-list.tsx";
import { useCauses, useTakenOut } from "./taken-out.ts";
import { useHeldRows } from "./use-held-rows.ts";
import { useSelection } from "./use-selection.ts";
import { useWatchActs } from "./use-watch-acts.ts";
import type { WatchItem } from "./watch-rows.ts";

interface WatchProps {
  readonly frame: ShellFrame;
  readonly hosts: readonly HostSummary[];
  readonly feed?: FirstPage<FeedRow>;
}

const hintsFor = (selected: WatchItem | undefined): readonly KeyHint[] => [
  { keys: ["j", "k"], does: "move" },
  // Where there is no room yet, Enter leads to the host, as h does.
  ...(selected?.incidentId === undefined
    ? [{ keys: ["Enter", "h"], does: "host" }]
    : [
        { keys: ["Enter"], does: "open room" },
        { keys: ["h"], does: "host" },
      ]),
  { keys: ["a"], does: "acknowledge" },
  { keys: ["i"], does: "open incident" },
  ...(selected?.alike === undefined ? [] : [{ keys: ["x"], does: "take one out" }]),
  { keys: ["r"], does: "runbook" },
  { keys: ["y"], does: "copy command" },
  { keys: ["m"], does: "mute" },
  { keys: ["n"], does: "handover" },
];
const QUIET_HINTS = [
  { keys: ["g", "f"], does: "fleet" },
  { keys: ["g", "i"], does: "incidents" },
  { keys: ["n"], does: "write handover" },
  { keys: ["Ctrl", "K"], does: "jump" },
];

/** What is broken, where, since when, and what to do next. */
export function Watch(props: WatchProps) {
  const { frame } = props;
  // What the page came with keeps its identity, or every render would be one of new values.
  const [first] = useState({ hosts: [...props.hosts], symptoms: [...frame.symptoms] });
  const symptoms = useTopic("symptoms", first.symptoms).value ?? first.symptoms;
  // Readings of hundreds of hosts may be drawn a moment later than what a key press asks for.
  const readings = useCalmTopic("hosts", first.hosts);
  // What is wrong is of now on all of them: with a reading of before, or after, a count would contradict another.
  const hosts = useMemo(() => litHosts(readings, symptoms), [readings, symptoms]);
  const view = useTopic("console", frame.console).value;
  const [isPointed, setPointed] = useState(false);
  const [isChosen, setChosen] = useState(false);
  const rows = useCauses(symptoms);
  const { held, apply } = useHeldRows(rows, isPointed || isChosen, useTakenOut());
  const canWrite = frame.person.role !== "viewer";
  const acts = useWatchActs(canWrite);
  const [isWriting, setWriting] = useState(false);
  useKeys(
    canWrite && hosts.length > 0
      ? [{ keys: "n", does: "write a handover note", run: () => setWriting(true), isAction: true }]
      : [],
  );
  const { selected, select, mayChangeNow } = useSelection(held.rows.map((row) => row.item));
  const heat = useMemo(() => restartRows(hosts), [hosts]);
  const hold = useCallback(
    (by: "pointer" | "row", isHeld: boolean) => (by === "pointer" ? setPointed(isHeld) : setChosen(isHeld)),
    [],
  );

  if (hosts.length === 0)
    return (
      <Shell place="watch" title="Watch" frame={frame} hints={QUIET_HINTS} standing="none">
        <NoEngines view={view} />
      </Shell>
    );

  return (
    <Shell
      place="watch"
      title="Watch"
      frame={frame}
      hints={held.rows.length === 0 ? QUIET_HINTS : hintsFor(selected)}
      status={socketLine(hosts)}
      standing="none"
    >
      <div className="wscreen">
        {held.rows.length > 0 && <h1 className="sr">Watch</h1>}
        <FleetStrip hosts={hosts} symptoms={symptoms} causes={rows} selected={selected} />
        <Mutes mutes={view?.mutes ?? []} canAct={acts.rowActs.canAct} />
        {acts.muting !== undefined && (
          <MuteDialog choices={choicesOf(acts.muting)} onClose={acts.closeMute} />
        )}
        {isWriting && <HandoverDialog handover={view?.handover} onClose={() => setWriting(false)} />}
        {acts.problem !== undefined && <Message kind="failed">{acts.problem}</Message>}
        <div className="wcols">
          {held.rows.length === 0 && held.added.length === 0 ? (
            <Quiet
              hosts={hosts}
              handover={
                <HandoverNote
                  handover={view?.handover}
                  onWrite={canWrite ? () => setWriting(true) : undefined}
                />
              }
            />
          ) : (
            <SymptomList
              held={held}
              causes={rows}
              onApply={() => {
                apply();
                setChosen(false);
              }}
              onHold={hold}
              symptoms={symptoms}
              hosts={hosts}
              selectedId={selected?.id}
              onSelect={select}
              mayChangeNow={mayChangeNow}
              acts={acts.rowActs}
            />
          )}
          <aside className="wside" aria-label="What happens now">
            <Feed
              initial={props.feed}
              isRecording={isWholeRecording(view, hosts.length)}
              isHeard={hosts.some((host) => host.isHeard)}
            />
            {heat.length > 0 && <RestartHeat rows={heat} />}
          </aside>
        </div>
      </div>
    </Shell>
  );
}
