import { clsx } from "clsx";
import Link from "next/link";
import { STATE_WORDS, severityWords } from "#lib/domain/incidents/state-words.ts";
import type { ImportedSummary } from "#lib/protocol/imported-views.ts";
import { places } from "../shell/places.ts";
import { formatDay, formatMoment, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";

/** An incident of another Foghorn, in ink: there is nothing to do about it here. */
export function ImportedRow({
  imported,
  now,
  isSelected,
  onSelect,
}: {
  readonly imported: ImportedSummary;
  readonly now: number;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}) {
  const { id, incidentId, title, state, severity, openedAt, entryCount, fileName } = imported;
  return (
    <li
      id={`row-m:${id}`}
      className={clsx("r", "imp", isSelected && "sel")}
      onPointerEnter={onSelect}
      aria-current={isSelected}
    >
      <Mark name="quiet" size={14} label="imported" />
      <span className="stt">
        {STATE_WORDS[state]}
        <span className="i3">{severityWords(severity)}</span>
      </span>
      <div className="tt1">
        <b className="ell">
          <Link href={places.imported(id)}>
            <MachineText text={title} limit={300} />
          </Link>
        </b>
        <span className="id">
          <MachineText text={incidentId} limit={40} />
        </span>
        <span className="h">
          opened <time dateTime={new Date(openedAt).toISOString()}>{formatDay(openedAt, now)}</time>,{" "}
          {plural(entryCount, "entry", "entries")}
        </span>
      </div>
      <span className="ifr i3 t12">
        read-only, imported {formatMoment(imported.importedAt, now)} by{" "}
        <MachineText text={imported.importedBy.name} limit={60} />
        <span className="ell mono">
          <MachineText text={fileName} limit={120} />
        </span>
      </span>
    </li>
  );
}
