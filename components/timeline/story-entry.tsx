import { clsx } from "clsx";
import { ChevronDown, ChevronRight } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { attachmentPath } from "#lib/client/api.ts";
import type { EntryGroup } from "#lib/domain/incidents/group-entries.ts";
import type { EntryBody, TimelineEntry } from "#lib/domain/timeline.ts";
import { places } from "../shell/places.ts";
import { Avatar } from "../ui/avatar.tsx";
import { formatClock, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { type EntryLook, type LookContext, lookOf } from "./entry-look.ts";
import { lookOfGroup } from "./group-look.ts";
import { keyed } from "./keyed.ts";
import { MachineLine } from "./machine-line.tsx";
import { Markdown } from "./markdown.tsx";
import { type NoteAsk, NoteMenu, type Reader } from "./note-menu.tsx";
import { PinnedReading } from "./pinned-reading.tsx";
import { isLate, shownAt } from "./story.ts";

interface StoryEntryProps {
  readonly group: EntryGroup;
  readonly severityOf: LookContext["severityOf"];
  readonly detectedAt?: number | undefined;
  /** Opens evidence that was kept. */
  readonly onEvidence?: ((evidenceId: string) => void) | undefined;
  /** The entries behind a folded row are shown. */
  readonly isOpen: boolean;
  readonly rowKey: string;
  readonly onToggle: (rowKey: string) => void;
  readonly me: Reader;
  /** Somebody wants to change what was written, or to read its versions. */
  readonly onAsk: (ask: NoteAsk) => void;
  /** Texts of a note that was edited; absent where there is one alone. */
  readonly versionCount: number | undefined;
  readonly isChosen: boolean;
  /** Leads from a search to where it stands among the others. */
  readonly onShow: ((rowKey: string) => void) | undefined;
}

/** One row on the rail: an entry, or several that belong together. Drawn again only when what it is given changes. */
export const StoryEntry = memo(function StoryEntry(props: StoryEntryProps) {
  const { group, severityOf, detectedAt, onEvidence, isOpen, rowKey, onToggle, onAsk, onShow } = props;
  const entry = group.first;
  const look = lookOfGroup(group, { severityOf, detectedAt });
  const person = entry.actor.kind === "person" ? entry.actor.name : undefined;
  const isFold = group.entries.length > 1;
  return (
    <article className={clsx("te", look.shape, props.isChosen && "sel")} data-seq={entry.seq}>
      <EntryTime entry={entry} onShow={onShow && (() => onShow(rowKey))} />
      <div className="rail">
        {person !== undefined && look.shape !== "pin" && look.shape !== "tick" ? (
          <Avatar name={person} />
        ) : (
          <Mark name={look.mark} />
        )}
      </div>
      <div className="bd">
        <NoteMenu entry={entry} me={props.me} onAsk={onAsk} />
        {(look.where !== undefined || isFold) && (
          <span className="x">
            {look.where}
            {isFold && (
              <FoldButton count={group.entries.length} isOpen={isOpen} onToggle={() => onToggle(rowKey)} />
            )}
          </span>
        )}
        <Byline look={look} person={person} />
        {look.machine !== undefined && (
          <div className="ml">
            <MachineLine text={look.machine} />
          </div>
        )}
        {isFold && isOpen ? (
          <Unfolded entries={group.entries} severityOf={severityOf} />
        ) : (
          <Body entry={entry} onEvidence={onEvidence} />
        )}
        {look.shape === "note" && (
          <div className="vis">
            {entry.visibility === "shared" && "on the shared link"}
            {props.versionCount !== undefined && (
              <button type="button" className="lk" onClick={() => onAsk({ kind: "versions", entry })}>
                edited, {props.versionCount} versions
              </button>
            )}
          </div>
        )}
      </div>
    </article>
  );
});

function EntryTime({
  entry,
  onShow,
}: {
  readonly entry: TimelineEntry;
  readonly onShow: (() => void) | undefined;
}) {
  const at = shownAt(entry);
  const time = (
    <time dateTime={new Date(at).toISOString()} title={timeTitle(entry)}>
      {formatClock(at)}
    </time>
  );
  if (onShow === undefined) return time;
  return (
    <button type="button" className="toit" title="Show it in its place" onClick={onShow}>
      {time}
    </button>
  );
}

function FoldButton({
  count,
  isOpen,
  onToggle,
}: {
  readonly count: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <button type="button" className="unf" aria-expanded={isOpen} onClick={onToggle}>
      {plural(count, "entry", "entries")}
      <Chevron className="ic" size={13} aria-hidden />
    </button>
  );
}

/** Every entry behind the row, as it was written, in order. */
function Unfolded({
  entries,
  severityOf,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly severityOf: LookContext["severityOf"];
}) {
  return (
    <ol className="box" aria-label="Entries behind this row">
      {entries.map((entry) => {
        const at = shownAt(entry);
        const { body } = entry;
        const counted = "times" in body && body.times !== undefined ? body.times : 1;
        const lastAt = "lastAt" in body && body.lastAt !== undefined ? body.lastAt : at;
        const look = lookOf(body, { times: counted, lastAt, at, severityOf });
        const often = counted > 1 ? ` ${counted} times to ${formatClock(lastAt)}` : "";
        return (
          <li key={entry.seq} className="ml">
            <time dateTime={new Date(at).toISOString()} title={timeTitle(entry)}>
              {formatClock(at)}
            </time>{" "}
            <MachineLine text={[look.lead, look.words, look.machine].filter(Boolean).join(" ")} />
            {often}
          </li>
        );
      })}
    </ol>
  );
}

function Byline({ look, person }: { readonly look: EntryLook; readonly person: string | undefined }) {
  const subject = person ?? (look.lead === undefined && look.machine === undefined ? "Foghorn" : undefined);
  if (subject === undefined && look.lead === undefined && look.words === undefined) return null;
  return (
    <div className="by">
      {subject !== undefined && (
        <b>
          <MachineText text={subject} limit={80} />
        </b>
      )}{" "}
      {look.lead !== undefined && (
        <b className={person === undefined ? undefined : "what"}>
          <MachineText text={look.lead} limit={200} />
        </b>
      )}{" "}
      {look.words !== undefined && <MachineText text={look.words} isMultiline limit={2_000} />}
    </div>
  );
}

function Body({
  entry,
  onEvidence,
}: {
  readonly entry: TimelineEntry;
  readonly onEvidence: StoryEntryProps["onEvidence"];
}) {
  const { body } = entry;
  if (body.kind === "note")
    return (
      <div className="txt prose">
        <Markdown text={body.markdown} />
      </div>
    );
  if (body.kind === "lines.pinned")
    return (
      <ol className="box">
        {keyed(body.lines, (line) => `${line.at} ${line.text.slice(0, 40)}`).map(({ key, item }) => (
          <li key={key} className="ml">
            <time dateTime={new Date(item.at).toISOString()}>{formatClock(item.at)}</time>{" "}
            <MachineLine text={item.text} limit={1_000} />
          </li>
        ))}
      </ol>
    );
  if (body.kind === "reading.pinned") return <PinnedReading body={body} />;
  if (body.kind === "attachment.added")
    return (
      <a className="lk t12" href={attachmentPath(entry.incidentId, entry.seq)} download={body.name}>
        Download
      </a>
    );
  if (body.kind === "evidence.captured" && onEvidence !== undefined)
    return (
      <button type="button" className="lk t12" onClick={() => onEvidence(body.evidenceId)}>
        Read what was kept
      </button>
    );
  const other = otherIncidentOf(body);
  if (other !== undefined)
    return (
      <Link className="lk t12" href={places.incident(other)}>
        Open {other}
      </Link>
    );
  return null;
}

/** The other incident that an entry names: its own entries are there. */
function otherIncidentOf(body: EntryBody): string | undefined {
  if (body.kind === "incident.linked") return body.incidentId;
  if (body.kind === "incident.state") return body.mergedInto;
  return body.kind === "symptom.detached" ? body.movedTo : undefined;
}

function timeTitle(entry: TimelineEntry): string {
  const written = new Date(entry.at).toISOString();
  if (entry.sourceAt === undefined) return `written ${written}`;
  const late = isLate(entry) ? ", learnt afterwards" : "";
  return `the source says ${new Date(entry.sourceAt).toISOString()}, written ${written}${late}`;
}
