import { clsx } from "clsx";
import { memo } from "react";
import type { EntryGroup } from "#lib/domain/incidents/entry-group.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { Avatar } from "../ui/avatar.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Body } from "./entry-body.tsx";
import { entryHash } from "./entry-link.ts";
import { lookOfGroup } from "./group-look.ts";
import type { EntryLook, LookContext } from "./look.ts";
import { MachineLine } from "./machine-line.tsx";
import { type NoteAsk, NoteMenu, type Reader } from "./note-menu.tsx";
import { shownAt, timeTitle } from "./story.ts";
import { FoldButton, Unfolded } from "./unfolded.tsx";

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
  readonly isElsewhere: boolean;
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
          <Body
            entry={entry}
            canDownload={props.me.role !== "viewer"}
            isElsewhere={props.isElsewhere}
            onEvidence={onEvidence}
          />
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
  if (onShow === undefined) {
    return (
      <a className="at" href={entryHash(entry.seq)} title={`Address of this entry; ${timeTitle(entry)}`}>
        {time}
      </a>
    );
  }
  return (
    <button type="button" className="toit" title="Show it in its place" onClick={onShow}>
      {time}
    </button>
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
