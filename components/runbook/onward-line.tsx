import { Button } from "../ui/button.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import type { Onward } from "./hand.ts";

interface OnwardLineProps {
  readonly onward: Onward;
  /** Beside no step: none is in hand. */
  readonly isFree?: boolean;
  /** The key that ticks goes on where nothing is left to tick. */
  readonly hasTick: boolean;
  readonly onGoOn: () => void;
}

function why({ isHealing, isOvertaken }: Onward, isFree: boolean): string {
  if (isFree) return "No step is in hand. The list stands at step";
  if (isHealing) return "The fault reads as over. Next is step";
  return isOvertaken ? "Done meanwhile. Next is step" : "Meanwhile the list stands at step";
}

/** The list went on by itself: said beside the step in hand, which stays until its person goes on. */
export function OnwardLine({ onward, isFree = false, hasTick, onGoOn }: OnwardLineProps) {
  const { number, title, isOvertaken } = onward;
  return (
    <div className="onw">
      <p role="status">
        {why(onward, isFree)} {number}, <MachineText text={title} limit={120} />
      </p>
      <Button
        isSmall
        look={isOvertaken ? "primary" : "plain"}
        keyHint={isOvertaken && hasTick ? "t" : "l"}
        onClick={onGoOn}
      >
        Go on there
      </Button>
    </div>
  );
}
