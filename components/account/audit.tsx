"use client";

import { useMemo, useState } from "react";
import { type AuditRow, readAudit } from "#lib/client/api.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { Shell } from "../shell/shell.tsx";
import { DayMark } from "../timeline/day-mark.tsx";
import { Button } from "../ui/button.tsx";
import { formatClock, formatCount } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { Seg } from "../ui/seg.tsx";
import { useAct } from "../ui/use-act.ts";
import { auditWords } from "./audit-words.ts";

const PAGE = 200;
type Shown = "all" | "sign-ins" | "refused";

interface AuditProps {
  readonly frame: ShellFrame;
  readonly first: readonly AuditRow[];
  /** First broken link of the chain, if any. */
  readonly brokenAtSeq: number | undefined;
  readonly checkedAt: number;
}

const isRefusal = ({ action }: AuditRow): boolean => /refus|fail|denied/.test(action);
const isSignIn = ({ action }: AuditRow): boolean => /sign|login|setup|invite|account|password/.test(action);

/** Who did what. Nothing is ever taken out, and the chain proves it. */
export function Audit({ frame, first, brokenAtSeq, checkedAt }: AuditProps) {
  const [rows, setRows] = useState(first);
  const [shown, setShown] = useState<Shown>("all");
  const [isStart, setStart] = useState(first.length < PAGE);
  const act = useAct();
  const chosen = useMemo(
    () => rows.filter((row) => shown === "all" || (shown === "refused" ? isRefusal(row) : isSignIn(row))),
    [rows, shown],
  );
  function more(): void {
    const last = rows.at(-1);
    if (last === undefined) return;
    void act.run(async () => {
      const answer = await readAudit(last.seq, PAGE);
      if (answer.kind === "done") {
        setRows([...rows, ...answer.value]);
        setStart(answer.value.length < PAGE);
      }
      return answer;
    });
  }
  return (
    <Shell place="account" title="Audit log" frame={frame} hints={[]}>
      <div className="acc">
        <PageHead
          title="Audit log"
          actions={
            <Seg
              label="Entries shown"
              value={shown}
              onChange={setShown}
              options={[
                { value: "all", text: "All" },
                { value: "sign-ins", text: "Sign-ins" },
                { value: "refused", text: "Refused" },
              ]}
            />
          }
        >
          <span className="i2">nothing is ever taken out</span>
        </PageHead>
        <p className="chainok" role="status">
          {brokenAtSeq === undefined ? (
            <>
              <Mark name="passing" size={14} />
              <span>
                <b>The chain is whole.</b> {formatCount(rows[0]?.seq ?? 0)} entries, checked{" "}
                {formatClock(checkedAt)} UTC
              </span>
            </>
          ) : (
            <>
              <Mark name="failing" size={14} />
              <span>
                <b>The chain is broken at entry {brokenAtSeq}.</b> From there on the log was changed outside
                Foghorn.
              </span>
            </>
          )}
        </p>
        {chosen.length === 0 && (
          <p className="chainok">Nothing of this kind among the newest {rows.length} entries.</p>
        )}
        <ol aria-label="Entries, newest first">
          {chosen.map((row, index) => (
            <li key={row.seq}>
              {isNewDay(row, chosen[index - 1]) && <DayMark at={row.at} level="h2" />}
              <Entry row={row} />
            </li>
          ))}
        </ol>
        {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
        <p className="chainok">
          {isStart ? (
            <span className="i3">This is where it begins.</span>
          ) : (
            <Button isSmall disabled={act.isBusy} onClick={more}>
              Older entries
            </Button>
          )}
        </p>
      </div>
    </Shell>
  );
}

const isNewDay = (row: AuditRow, before: AuditRow | undefined): boolean =>
  before === undefined || Math.floor(row.at / DAY_MS) !== Math.floor(before.at / DAY_MS);

function markOf(row: AuditRow): MarkName {
  if (isRefusal(row)) return "guarded";
  if (row.action.startsWith("share")) return "notice";
  return "quiet";
}

function Entry({ row }: { readonly row: AuditRow }) {
  const { words, subject } = auditWords(row);
  return (
    <article className="aud" title={row.action}>
      <time dateTime={new Date(row.at).toISOString()}>{formatClock(row.at)}</time>
      <div className="rail">
        <Mark name={markOf(row)} size={14} />
      </div>
      <p>
        <b>
          <MachineText text={row.actor} limit={80} />
        </b>{" "}
        {words === undefined ? <span className="mono t12">{row.action}</span> : words}{" "}
        <MachineText text={subject} limit={200} />
        {row.detail !== "" && (
          <span className="q">
            <MachineText text={row.detail} limit={600} />
          </span>
        )}
      </p>
    </article>
  );
}
