import type { ActionTarget } from "#lib/domain/action.ts";
import { Button } from "../ui/button.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import type { LivePlan } from "./use-action-plan.ts";

interface CheckedRowProps {
  readonly live: LivePlan;
  /** What was decided on; absent where the whole engine is meant. */
  readonly target: ActionTarget | undefined;
  readonly hostId: string;
}

/** What was looked at just now, and whether it is still what is shown above. */
export function CheckedRow({ live, target, hostId }: CheckedRowProps) {
  const { checked, problem } = live;
  return (
    <>
      <dt>Checked</dt>
      <dd aria-live="polite">
        {checked === undefined && problem === undefined && "being looked at"}
        {checked?.change !== undefined && target !== undefined && (
          <Changed
            change={checked.change}
            wasId={target.id}
            nowId={checked.replacedBy}
            onLook={live.lookAnew}
          />
        )}
        {checked !== undefined && checked.change === undefined && target !== undefined && (
          <span className="gchk">
            <Mark name={problem === undefined ? "passing" : "last-known"} size={13} />
            same id, name, start and state
            {checked.tookMs !== undefined && `, told in ${checked.tookMs} ms`}
          </span>
        )}
        {checked !== undefined && checked.change === undefined && (
          <span className="gchk">
            <Mark name={checked.busyWith === undefined ? "passing" : "failing"} size={13} />
            {checked.busyWith === undefined
              ? `no other action runs on ${hostId}`
              : `${hostId} is busy: ${checked.busyWith}`}
          </span>
        )}
        {problem !== undefined && (
          <p className="gchk">
            <Mark name="last-known" size={13} />
            <MachineText text={problem} limit={200} />
          </p>
        )}
        {checked !== undefined && (
          <p className="t12 i3">
            {problem === undefined ? "Read" : "Last read"} {formatClock(checked.at)}
            {checked.change === undefined && ", read again while this is open, and once more by the gate"}.
          </p>
        )}
      </dd>
    </>
  );
}

function Changed({
  change,
  wasId,
  nowId,
  onLook,
}: {
  readonly change: string;
  readonly wasId: string;
  readonly nowId: string | undefined;
  readonly onLook: (() => void) | undefined;
}) {
  return (
    <>
      <p className="gchk">
        <Mark name="failing" size={13} />
        <b>
          Refused, nothing is run: <MachineText text={change} limit={300} />.
        </b>
      </p>
      {nowId !== undefined && (
        <p className="mono t12">
          was {wasId.slice(0, 12)}, now {nowId.slice(0, 12)}
        </p>
      )}
      {onLook !== undefined && (
        <Button isSmall onClick={onLook}>
          Look at what is there now
        </Button>
      )}
    </>
  );
}
