import type { ActionVerb, PrunePreview } from "#lib/domain/action.ts";
import { actionWords } from "#lib/domain/action-words.ts";
import type { ActionPlan } from "#lib/protocol/incident-views.ts";
import { CommandLine } from "../ui/command-line.tsx";
import { formatBytes, formatClock, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { CheckedRow } from "./checked-row.tsx";
import type { LivePlan } from "./use-action-plan.ts";

type FactsProps = Pick<ActionPlan, "verb" | "hostId" | "command" | "breaks" | "undo"> &
  Partial<Pick<ActionPlan, "target" | "preview" | "inverse">> & {
    readonly why: string;
    /** Where it is told: an incident, or one that is opened for it. */
    readonly recordedIn: string;
    readonly live: LivePlan;
  };

/** The answers of a guarded action, and what was looked at just now. */
export function ActionFacts(props: FactsProps) {
  const { why, recordedIn, target, verb, hostId, command, breaks, undo, inverse, preview, live } = props;
  return (
    <dl className="gfacts">
      <dt>Why</dt>
      <dd>{why}</dd>
      {target !== undefined && (
        <>
          <dt>Target</dt>
          <dd>
            <span className="mono">{target.id.slice(0, 12)}</span>,{" "}
            <MachineText text={target.image} limit={80} />
            {target.state !== undefined && `, ${target.state}`}
            {target.startedAt !== undefined && `, started ${formatClock(target.startedAt)}`}
            <p className="t12 i3">If it is another by then, or was started again, nothing runs.</p>
          </dd>
        </>
      )}
      <dt>Runs</dt>
      <dd>
        <CommandLine command={command} />
        <p className="t12 i3">One call by the gate. No shell.</p>
      </dd>
      {preview !== undefined && (
        <>
          <dt>Preview</dt>
          <dd>
            <Preview preview={preview} noun={PRUNED[verb] ?? "record"} />
          </dd>
        </>
      )}
      <dt>Breaks</dt>
      <dd>{breaks}</dd>
      <dt>Undo</dt>
      <dd>
        {undo}
        {inverse?.isAllowed === true &&
          `, or “Undo” beside it in the room: ${actionWords(inverse.verb).does}`}
        {inverse?.isAllowed === false && `. By hand: the gate may not do that on ${hostId}.`}
      </dd>
      <dt>Recorded</dt>
      <dd>
        in {recordedIn} before it runs, in the audit log, and in the gate's own log. A shared link does not
        show it.
      </dd>
      <CheckedRow live={live} target={target} hostId={hostId} />
    </dl>
  );
}

/** What goes, by the verb that removes it; of the build cache Docker itself speaks of records. */
const PRUNED: Readonly<Partial<Record<ActionVerb, string>>> = {
  "prune.containers": "container",
  "prune.images": "image",
};

function Preview({ preview, noun }: { readonly preview: PrunePreview; readonly noun: string }) {
  const { count, bytes, keptCount, keptBytes } = preview;
  return (
    <>
      <p>
        <b>{formatBytes(bytes)}</b> goes, {plural(count, noun)}; {formatBytes(keptBytes)} stays,{" "}
        {plural(keptCount, noun)}.
      </p>
      <ul className="pv">
        {itemsOf(preview).map((item) => (
          <li key={item.key}>
            <MachineText text={item.name} limit={60} />
            <span className="i3">{item.note}</span>
            <b className="num">{formatBytes(item.bytes)}</b>
          </li>
        ))}
      </ul>
      {count === 0 && (
        <p className="t12 i3">
          <Mark name="notice" size={12} /> Nothing would go now.
        </p>
      )}
    </>
  );
}

/** Two records may have one name. */
const itemsOf = ({ items }: PrunePreview) =>
  items.map((item, index) => ({ ...item, key: `${index + 1} ${item.name}` }));
