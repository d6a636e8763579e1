"use client";

import { type CapturedEvidence, readEvidence } from "#lib/client/api.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import { keyed } from "../timeline/keyed.ts";
import { Dialog } from "../ui/dialog.tsx";
import { formatClock, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";

const NANOS_PER_MS = 1_000_000n;

/** What was kept of something that is gone: its last lines and how it was set up. */
export function EvidenceDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const answer = useAnswer(readEvidence, id);
  const kept = answer?.kind === "done" ? answer.value : undefined;
  return (
    <Dialog isOpen onClose={onClose} look="wide" title={kept?.title ?? "What was kept"}>
      {answer === undefined && <p className="i2">Reading…</p>}
      {answer?.kind === "failed" && <Message kind="failed">{answer.message}</Message>}
      {kept !== undefined && <Kept kept={kept} />}
    </Dialog>
  );
}

function Kept({ kept }: { readonly kept: CapturedEvidence }) {
  return (
    <>
      <p className="t12 i2">
        {kept.hostId}, kept {formatClock(kept.capturedAt, true)} UTC, {plural(kept.lines.length, "line")},
        redacted
      </p>
      {kept.lines.length === 0 && <p className="i3">It had written nothing.</p>}
      <ol className="well kept" aria-label="Last lines">
        {keyed(kept.lines, (line) => line.timeNano).map(({ key, item }) => (
          <li key={key} className="ml">
            <span className="i3">{clockOfNanos(item.timeNano)}</span>{" "}
            <span className="i3">{item.stream === "stderr" ? "err" : "out"}</span>{" "}
            <MachineText text={item.text} ansi limit={4_000} />
          </li>
        ))}
      </ol>
      {kept.inspect !== undefined && (
        <details>
          <summary>How it was set up (docker inspect)</summary>
          <pre className="well ml kept">
            <MachineText text={kept.inspect} isMultiline limit={200_000} />
          </pre>
        </details>
      )}
    </>
  );
}

/** The source's own nanoseconds, cut to milliseconds for reading. */
export function clockOfNanos(timeNano: string): string {
  return /^\d{1,19}$/.test(timeNano) ? formatClock(Number(BigInt(timeNano) / NANOS_PER_MS), true) : "unknown";
}
