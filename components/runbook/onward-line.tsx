import { Button } from "../ui/button.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import type { Onward } from "./hand.ts";

interface OnwardLineProps {
  readonly onward: Onward;
  /** The key that ticks goes on where nothing is left to tick. */
  readonly hasTick: boolean;
  readonly onGoOn: () => void;
}

function why({ isHealing, isOvertaken }: Onward): string {
  if (isHealing) return "The fault reads as over. Next is step";
  return isOvertaken ? "Done meanwhile. Next is step" : "Meanwhile the list stands at step";
}

/** The list went on by itself: said beside the step in hand, which stays until its person goes on. */
export function OnwardLine({ onward, hasTick, onGoOn }: OnwardLineProps) {
  const { number, title, isOvertaken } = onward;
  return (
    <div className="onw">
      <p role="status">
        {why(onward)} {number}, <MachineText text={title} limit={120} />
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
