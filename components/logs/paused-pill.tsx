import { Pause } from "lucide-react";
import { formatClock, plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { isLine, isMarked, type LogRow } from "./log-row.ts";

interface PausedPillProps {
  readonly rows: readonly LogRow[];
  /** The last row that was there when the reader stopped. */
  readonly sinceKey: string | undefined;
  readonly hasMarks: boolean;
  readonly onFollow: () => void;
}

/** The reader stopped; what came since is counted, and one key goes on. */
export function PausedPill({ rows, sinceKey, hasMarks, onFollow }: PausedPillProps) {
  const at = rows.findLastIndex((row) => row.key === sinceKey);
  const since = rows[at];
  const fresh = at < 0 ? [] : rows.slice(at + 1).filter(isLine);
  const marked = fresh.filter(isMarked).length;
  return (
    <div className="pill">
      <Pause className="ic" size={14} aria-hidden />
      <span>
        Paused{since === undefined ? "" : ` at ${formatClock(since.at)}`}.{" "}
        {fresh.length > 0 && plural(fresh.length, "new line")}
        {marked > 0 && `, ${hasMarks ? `${marked} marked` : plural(marked, "error")}`}
      </span>
      <button type="button" className="btn sm" onClick={onFollow}>
        Follow <Kbd> </Kbd>
      </button>
    </div>
  );
}
