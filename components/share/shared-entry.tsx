import { clsx } from "clsx";
import type { EntryGroup } from "#lib/domain/incidents/entry-group.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { lookOfGroup } from "../timeline/group-look.ts";
import { keyed } from "../timeline/keyed.ts";
import { MachineLine } from "../timeline/machine-line.tsx";
import { Markdown } from "../timeline/markdown.tsx";
import { PinnedReading } from "../timeline/pinned-reading.tsx";
import { shownAt } from "../timeline/story.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";

interface SharedEntryProps {
  readonly group: EntryGroup;
  readonly clock: (at: number) => string;
  readonly symptoms: SharedTimeline["symptoms"];
  /** It came while the page was open. */
  readonly isNew?: boolean;
}

/** One entry for a reader outside: people's words first, machine lines beneath. */
export function SharedEntry({ group, clock, symptoms, isNew = false }: SharedEntryProps) {
  const entry = group.first;
  const at = shownAt(entry);
  const severityOf = (mode: string) => symptoms.find((symptom) => symptom.mode === mode)?.severity;
  const look = lookOfGroup(group, { severityOf }, clock);
  const person = entry.actor.kind === "person" ? entry.actor.name : undefined;
  const subject = person ?? (look.lead === undefined && look.machine === undefined ? "Foghorn" : undefined);
  const isKey = entry.body.kind === "symptom.changed" && entry.body.change === "raised";
  return (
    <li
      className={clsx(
        "ent",
        look.shape === "note" && "ppl",
        look.shape === "gap" && "gp",
        isKey && "key",
        isNew && "new",
      )}
    >
      <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
      <Mark name={look.mark} size={14} />
      <div className="min-w-0">
        {entry.body.kind === "note" ? (
          <>
            <div className="prose">
              <Markdown text={entry.body.markdown} />
            </div>
            <div className="w">{person !== undefined && <MachineText text={person} limit={80} />}</div>
          </>
        ) : (
          <>
            {(look.lead !== undefined || look.words !== undefined) && (
              <p>
                {subject !== undefined && <MachineText text={subject} limit={80} />}{" "}
                {look.lead !== undefined && (
                  <b>
                    <MachineText text={look.lead} limit={200} />
                  </b>
                )}{" "}
                {look.words !== undefined && <MachineText text={look.words} isMultiline limit={2_000} />}
              </p>
            )}
            {look.machine !== undefined && (
              <div className="ml">
                <MachineLine text={look.machine} />
                {group.times > 1 && <span className="w"> {group.times} times</span>}
              </div>
            )}
          </>
        )}
        {entry.body.kind === "reading.pinned" && <PinnedReading body={entry.body} clock={clock} />}
        {entry.body.kind === "lines.pinned" &&
          keyed(entry.body.lines, (line) => `${line.at} ${line.text.slice(0, 40)}`).map(({ key, item }) => (
            <div key={key} className="ml">
              {clock(item.at)} <MachineLine text={item.text} limit={1_000} />
            </div>
          ))}
      </div>
    </li>
  );
}
