import { clsx } from "clsx";
import { memo, useEffect, useRef } from "react";
import type { EpochMs } from "#lib/domain/time.ts";
import { gapWords } from "../timeline/machine-look.ts";
import { formatAge, formatBytes, formatClock, formatCount } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { LifeRow } from "./life-row.tsx";
import { fieldOf } from "./line-fields.ts";
import type { LogRow } from "./log-row.ts";
import { isUnrecognised, washOf } from "./log-row.ts";
import { isHit, splitHits } from "./log-search.ts";

interface LogLineProps {
  readonly row: LogRow;
  /** How often it was said one after the other, and when last. */
  readonly times: number;
  readonly lastAt?: EpochMs | undefined;
  readonly lanes: readonly string[];
  readonly hostId: string;
  readonly looked: string;
  /** Fields that stand before the message. */
  readonly columns: readonly string[];
  readonly isCursor: boolean;
  readonly isChosen: boolean;
  readonly isWrapped: boolean;
  /** As it was written, whatever of it the columns say already. */
  readonly isRaw: boolean;
  /** Whether signatures are looked for in these lines, so that one without is worth a word. */
  readonly hasMarks: boolean;
  readonly onPress: (key: string, isExtending: boolean) => void;
}

const LEVELS = { error: "lv lv-e", warn: "lv lv-w", info: "lv lv-i", debug: "lv lv-d" } as const;

/** One line, or the place where lines are missing. */
export const LogLine = memo(function LogLine(props: LogLineProps) {
  const { row, lanes, looked, isCursor, isChosen, isWrapped, times } = props;
  const isUnknown = props.hasMarks && isUnrecognised(row);
  const line = useRef<HTMLButtonElement>(null);
  // Who is on a line goes along with the cursor; the list brings it into view.
  useEffect(() => {
    if (isCursor && document.activeElement?.classList.contains("ln") === true)
      line.current?.focus({ preventScroll: true });
  }, [isCursor]);
  if (row.life !== undefined) return <LifeRow at={row.at} life={row.life} hostId={props.hostId} />;
  if (row.gap !== undefined || row.skipped !== undefined) return <Missing row={row} hostId={props.hostId} />;
  return (
    <button
      ref={line}
      type="button"
      // Ten thousand lines are one stop: behind the list there is more to come to.
      tabIndex={isCursor ? 0 : -1}
      className={clsx(
        "ln",
        washOf(row),
        isCursor && "at",
        isChosen && "sel",
        (isWrapped || isCursor) && "wrap",
      )}
      aria-pressed={isChosen}
      onClick={(event) => props.onPress(row.key, event.shiftKey)}
    >
      <time className="t">{formatClock(row.at, true)}</time>
      <span className="lanes" aria-hidden>
        {lanes.map((lane) => (
          <i key={lane} className={lane === row.lane ? "on" : undefined} />
        ))}
      </span>
      <span className="c">{row.from ?? row.lane}</span>
      <span className={row.level === undefined ? "lv" : LEVELS[row.level]}>{row.level}</span>
      <span className="m">
        {props.columns.map((name) => (
          <span key={name} className="fcol" title={name}>
            <MachineText text={fieldOf(row, name) ?? ""} limit={60} />
          </span>
        ))}
        <Words row={row} looked={looked} isRaw={props.isRaw} limit={isCursor ? 65_536 : 4_000} />
        {row.byteCount !== undefined && <span className="i3"> cut, {formatBytes(row.byteCount)} in all</span>}
      </span>
      {(times > 1 || isUnknown || row.signature !== undefined) && (
        <span className="sg">
          {times > 1 && `${formatCount(times)} times to ${formatClock(props.lastAt ?? row.at)}`}
          {isUnknown && <span className="i3">not recognised</span>}
          {row.severity !== undefined && row.signature !== undefined && (
            <Mark name={row.severity} size={12} label={row.severity} />
          )}
          {row.signature}
        </span>
      )}
    </button>
  );
});

interface WordsProps {
  readonly row: LogRow;
  readonly looked: string;
  readonly isRaw: boolean;
  readonly limit: number;
}

/** The message and what stands beside it; the whole line where a search hit what the columns say. */
function Words({ row, looked, isRaw, limit }: WordsProps) {
  const { parsed } = row;
  const shown = parsed === undefined ? "" : `${parsed.message} ${parsed.rest}`.toLowerCase();
  const isHitElsewhere = isHit(row, looked) && !shown.includes(looked.toLowerCase());
  if (parsed === undefined || isRaw || isHitElsewhere)
    return <LineText text={row.text} looked={looked} limit={limit} />;
  return (
    <>
      <LineText text={parsed.message} looked={looked} limit={limit} />
      {parsed.rest !== "" && (
        <span className="i3">
          {"  "}
          <LineText text={parsed.rest} looked={looked} limit={limit} />
        </span>
      )}
    </>
  );
}

function LineText({
  text,
  looked,
  limit,
}: {
  readonly text: string;
  readonly looked: string;
  readonly limit: number;
}) {
  if (looked === "") return <MachineText text={text} ansi isMultiline limit={limit} />;
  return splitHits(text, looked).map((piece) =>
    piece.isHit ? (
      <mark key={piece.offset} className="hl">
        <MachineText text={piece.text} />
      </mark>
    ) : (
      <MachineText key={piece.offset} text={piece.text} isMultiline limit={limit} />
    ),
  );
}

function Missing({ row, hostId }: { readonly row: LogRow; readonly hostId: string }) {
  return (
    <div className="gp">
      <time className="t mono">{formatClock(row.at)}</time>
      <Mark name="gap" size={13} />
      <span className="min-w-0">
        {row.gap === undefined ? (
          <>
            <b>{formatCount(row.skipped ?? 0)} lines skipped.</b> More came than one reader can take; the
            daemon still has them.
          </>
        ) : (
          <>
            <b>Gap, {formatAge(row.gap.toAt - row.gap.fromAt)}.</b> {gapWords(row.gap, hostId)}
          </>
        )}
      </span>
    </div>
  );
}
