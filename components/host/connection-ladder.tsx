import { clsx } from "clsx";
import type { HostDetail } from "#lib/protocol/views.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { RUNG_ORDER, RUNGS, type Rung } from "./connection-words.ts";

/** exists, may open, listens, answers: each with what was read, and what it means when it fails. */
export function ConnectionLadder({
  connection,
  failing,
}: {
  readonly connection: HostDetail["connection"];
  readonly failing: Rung;
}) {
  return (
    <ol aria-label="Connection, rung by rung">
      {RUNG_ORDER.map((rung, index) => {
        const step = connection.find((one) => one.rung === rung);
        const isHere = rung === failing;
        const words = RUNGS[rung];
        return (
          <li key={rung} className={clsx("crung", isHere && "here")}>
            <Mark
              name={step?.ok === undefined ? "by-hand" : step.ok ? "passing" : "failing"}
              size={15}
              label={step?.ok === undefined ? "not reached" : step.ok ? "passes" : "fails"}
            />
            <div className="min-w-0">
              <b>
                {index + 1}. {words.title}
              </b>
              <div className="ml">
                <MachineText text={step?.text ?? "not reached"} limit={300} />
              </div>
            </div>
            <div className="if">
              {isHere ? (
                <>
                  <b>You are here.</b> {words.here}
                </>
              ) : (
                <>
                  If not: <b>{words.stops}</b>. {words.ifNot}
                </>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
