import Link from "next/link";
import type { SeenBefore as Earlier, Nearness } from "#lib/domain/incidents/seen-before.ts";
import type { FollowUp } from "#lib/domain/postmortem/document.ts";
import { dayOf } from "#lib/domain/postmortem/follow-ups.ts";
import { dueWords } from "../postmortem/follow-up-words.ts";
import { places } from "../shell/places.ts";
import { formatDay, formatDuration, listed, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";

const NEAR_WORDS: Readonly<Record<Nearness, string>> = {
  thing: "the same here",
  service: "the same service",
  host: "on this host",
  elsewhere: "elsewhere",
};

/** Earlier incidents with the same cause: what helped then, and how long it took. */
export function SeenBefore({ earlier, now }: { readonly earlier: readonly Earlier[]; readonly now: number }) {
  return (
    <section className="att seen" aria-label="Seen before">
      <h3 className="t12 i3">Seen before</h3>
      {earlier.length === 0 ? (
        <p className="i3">No earlier incident had this cause.</p>
      ) : (
        <ul>
          {earlier.map((one) => (
            <li key={one.id}>
              <Mark name="was-ticked" size={13} />
              <div className="min-w-0">
                <Link href={places.incident(one.id)}>{one.id}</Link>{" "}
                <span className="i3 t12">
                  {NEAR_WORDS[one.near]}
                  {one.near === "elsewhere" && one.hostIds.length > 0 && `, ${listed(one.hostIds)}`},{" "}
                  {formatDay(one.beganAt, now)}
                </span>
                <div className="i2">
                  {one.fixed === undefined ? (
                    <span className="i3">Nobody wrote what fixed it.</span>
                  ) : (
                    <>
                      <MachineText text={one.fixed.text} limit={300} />
                      {one.fixed.by !== undefined && <span className="i3">, {one.fixed.by}</span>}
                    </>
                  )}
                </div>
                <OpenActions of={one} now={now} />
              </div>
              <span className="t12 i3 right">
                {one.took === undefined ? (
                  "not known"
                ) : (
                  <>
                    <b className="num">{formatDuration(one.took.ms)}</b>
                    <br />
                    {one.took.from} to {one.took.to}
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** At night the most urgent are enough. */
const ACTIONS_SHOWN = 3;

/** What its postmortem wanted done and was not when the cause came back. */
function OpenActions({ of: { id, openActions = [] }, now }: { readonly of: Earlier; readonly now: number }) {
  const rest = openActions.length - ACTIONS_SHOWN;
  return (
    <>
      {openActions.slice(0, ACTIONS_SHOWN).map((action) => (
        <OpenAction key={action.id} incidentId={id} action={action} now={now} />
      ))}
      {rest > 0 && (
        <div className="t12 i3">
          and {plural(rest, "more action", "more actions")} of{" "}
          <Link href={places.postmortem(id)}>its postmortem</Link>
        </div>
      )}
    </>
  );
}

function OpenAction({
  incidentId,
  action,
  now,
}: {
  readonly incidentId: string;
  readonly action: FollowUp;
  readonly now: number;
}) {
  const isDone = action.doneAt !== undefined;
  const { day, note } = dueWords(action, dayOf(now));
  return (
    <div className="t12 row seen-act">
      <Mark name={isDone ? "was-ticked" : "ticket"} size={12} />
      <span>
        <span className={isDone ? "i3" : "tt"}>{isDone ? "Done since:" : "Still open:"}</span>{" "}
        <Link href={places.postmortem(incidentId)}>
          <MachineText text={action.text} limit={200} />
        </Link>
        <span className="i3">
          , {action.owner?.name ?? "nobody"}, {isDone || action.dueOn === undefined ? day : note}
        </span>
      </span>
    </div>
  );
}
