import Link from "next/link";
import { attachmentPath } from "#lib/client/api.ts";
import type { EntryBody, TimelineEntry } from "#lib/domain/timeline.ts";
import { places } from "../shell/places.ts";
import { formatClock } from "../ui/format.ts";
import { keyed } from "./keyed.ts";
import { MachineLine } from "./machine-line.tsx";
import { Markdown } from "./markdown.tsx";
import { PinnedReading } from "./pinned-reading.tsx";

interface BodyProps {
  readonly entry: TimelineEntry;
  /** Files are handed out as they were sent, not to those who only look. */
  readonly canDownload: boolean;
  /** Other incidents that it names are not of this Foghorn. */
  readonly isElsewhere: boolean;
  /** Opens evidence that was kept. */
  readonly onEvidence: ((evidenceId: string) => void) | undefined;
}

/** What stands under the sentence of an entry: a text, lines, a reading, or where to go on. */
export function Body({ entry, canDownload, isElsewhere, onEvidence }: BodyProps) {
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
  if (body.kind === "attachment.added" && canDownload && !isElsewhere)
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
  const other = isElsewhere ? undefined : otherIncidentOf(body);
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
