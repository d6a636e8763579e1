import type { RunbookStep } from "#lib/domain/runbook.ts";
import { Button } from "../ui/button.tsx";

interface PassedOverLineProps {
  readonly steps: readonly RunbookStep[];
  /** Undefined while a step is in hand, where the key moves on from, and for who only reads. */
  readonly onTake: (() => void) | undefined;
}

/** The list is through and steps of it are open: none is in hand until somebody takes one up. */
export function PassedOverLine({ steps, onTake }: PassedOverLineProps) {
  const count = steps.length;
  return (
    <div className="onw">
      <p role="status">{count === 1 ? "1 step was passed over" : `${count} steps were passed over`}</p>
      {onTake !== undefined && (
        <Button isSmall keyHint="j" onClick={onTake}>
          {count === 1 ? "Take it up" : "Take the first up"}
        </Button>
      )}
    </div>
  );
}
