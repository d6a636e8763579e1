"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { type FirstPage, useRows } from "#lib/client/hooks.ts";
import { engineMessage } from "#lib/domain/parse/engine-line.ts";
import type { EngineLogRow } from "#lib/protocol/row-views.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import { type Run, repeatOf } from "../logs/repeats.ts";
import { places } from "../shell/places.ts";
import { useFolds } from "../timeline/use-folds.ts";
import { formatClock, formatDuration, plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, SEVERITY_WORDS } from "../ui/mark.tsx";
import { Clock } from "../ui/times.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { isUnrecognised, panelRuns } from "./log-panel-rows.ts";

const TAIL = 200;
const EDGE_PX = 24; // this near to the end still counts as following

/** The last lines of dockerd, containerd, systemd and the kernel; those that a signature knows are marked. */
export function EngineLogPanel({
  hostId,
  sight,
  initial,
}: {
  readonly hostId: string;
  readonly sight: HostDetail["sight"];
  readonly initial: FirstPage<EngineLogRow> | undefined;
}) {
  const router = useRouter();
  const log = useRows(`engine-log:${hostId}`, {
    tail: TAIL,
    ...(initial === undefined ? {} : { initial }),
  });
  const shown = useMemo(() => panelRuns(log.rows), [log.rows]);
  const folds = useFolds(shown.some((run) => run.length > 1));
  const unseen = unseenWords(sight);
  const unknown = log.rows.filter(isUnrecognised).length;
  const list = useRef<HTMLOListElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const newest = log.rows.at(-1)?.id;

  useEffect(() => {
    if (isFollowing && newest !== undefined) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [isFollowing, newest]);
  useKeys([
    { keys: "l", does: "the engine log", run: () => router.push(places.engineLog(hostId)) },
    { keys: " ", does: "follow the log, or stand still", run: () => setFollowing((before) => !before) },
  ]);

  return (
    <section className="ltail" aria-label="Engine log">
      <div className="ph">
        <h2>Engine log</h2>
        <span className="sub ell">
          dockerd, containerd, systemd, kernel. Lines that match a known signature are marked
          {unknown > 0 && `; ${plural(unknown, "error or warning", "errors and warnings")} not recognised`}.
        </span>
        <span className="end t12 i3">
          <button type="button" aria-pressed={!isFollowing} onClick={() => setFollowing((before) => !before)}>
            {isFollowing ? "following" : "paused"} <Kbd> </Kbd>
          </button>
          <Link href={places.engineLog(hostId)}>whole log</Link> <Kbd>l</Kbd>
        </span>
      </div>
      {shown.length === 0 ? (
        <p className="nolines">{unseen ?? emptyWords(log)}</p>
      ) : (
        <ol
          ref={list}
          className="scroll"
          aria-label="Lines"
          onScroll={(event) => {
            const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
            setFollowing(scrollHeight - scrollTop - clientHeight < EDGE_PX);
          }}
        >
          <li className="older">
            <Link href={places.engineLog(hostId)}>Older lines and all that are not marked</Link>
          </li>
          {shown.map((run) => (
            <RunLines key={run[0].id} run={run} isOpen={folds.isOpen(run[0].id)} onToggle={folds.toggle} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** A line, or one that was said again and again: once with its count, or each. */
function RunLines({
  run,
  isOpen,
  onToggle,
}: {
  readonly run: Run<EngineLogRow>;
  readonly isOpen: boolean;
  readonly onToggle: (key: string) => void;
}) {
  const [first, ...rest] = run;
  const repeat = repeatOf(run);
  if (repeat === undefined) return <LogLine row={first} />;
  const button = (
    <button
      type="button"
      className="unf"
      aria-expanded={isOpen}
      title={`from ${formatClock(first.at)} to ${formatClock(repeat.lastAt)}`}
      onClick={() => onToggle(first.id)}
    >
      {repeat.times} times to {formatClock(repeat.lastAt)}
    </button>
  );
  return (
    <>
      <LogLine row={first} often={button} />
      {isOpen && rest.map((row) => <LogLine key={row.id} row={row} />)}
    </>
  );
}

/** No right to read is never shown as no lines. */
function unseenWords(sight: HostDetail["sight"]): string | undefined {
  const journal = sight.find(({ what }) => what === "Engine log");
  if (journal?.state !== "not-visible" || journal.reason === undefined) return undefined;
  return `Not visible here: ${journal.reason}. ${journal.change ?? ""}`.trim();
}

function emptyWords(log: {
  readonly isLoaded: boolean;
  readonly error?: { readonly message: string };
}): string {
  if (log.error !== undefined) return `The engine log cannot be read: ${log.error.message}`;
  return log.isLoaded ? "No line of the engine log was read yet." : "Reading the engine log.";
}

/** One line of the engine log; a gap is a line too. */
export function LogLine({ row, often }: { readonly row: EngineLogRow; readonly often?: ReactNode }) {
  if (row.gap !== undefined)
    return (
      <li className="gapl">
        <Mark name="gap" size={12} />
        <span>
          {row.gap.stream} interrupted for {formatDuration(row.gap.toAt - row.gap.fromAt)}:{" "}
          {row.gap.isFilled
            ? "read again, none lost"
            : row.gap.lostCount === undefined
              ? "lines may be missing"
              : `${plural(row.gap.lostCount, "line")} lost`}
          , <MachineText text={row.gap.cause} limit={120} />
        </span>
      </li>
    );
  const { severity } = row;
  return (
    <li className={clsx(severity === "page" && "hit", severity === "ticket" && "wr")}>
      {severity === undefined ? <i /> : <Mark name={severity} size={12} label={SEVERITY_WORDS[severity]} />}
      <span className="ml lc3">
        <Clock at={row.at} />
      </span>
      <span className="ml lc3">{row.unit}</span>
      <span className="ml" title={row.text.slice(0, 1_000)}>
        <MachineText text={engineMessage(row.text)} limit={600} />
      </span>
      <span className="lsig">
        {often} {isUnrecognised(row) && <span className="i3">not recognised</span>}
        {row.mark}
      </span>
    </li>
  );
}
