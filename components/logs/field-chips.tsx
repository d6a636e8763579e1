import { X } from "lucide-react";
import { MachineText } from "../ui/machine-text.tsx";
import type { LogSearch } from "./log-search.ts";

interface FieldChipsProps {
  readonly search: LogSearch;
  readonly onSearch: (change: Partial<LogSearch>) => void;
}

/** What the fields of lines are asked for, each with its way out. */
export function FieldChips({ search, onSearch }: FieldChipsProps) {
  const { fields, columns } = search;
  if (fields.length === 0 && columns.length === 0) return null;
  return (
    <ul className="fchips" aria-label="Fields that are looked at">
      {fields.map((field) => (
        <li key={`${field.isOut} ${field.name} ${field.value}`}>
          <Chip
            says={field.isOut ? "without" : "only"}
            name={`${field.name} ${field.value}`}
            onTake={() => onSearch({ fields: fields.filter((other) => other !== field) })}
          />
        </li>
      ))}
      {columns.map((name) => (
        <li key={name}>
          <Chip
            says="column"
            name={name}
            onTake={() => onSearch({ columns: columns.filter((other) => other !== name) })}
          />
        </li>
      ))}
    </ul>
  );
}

function Chip({
  says,
  name,
  onTake,
}: {
  readonly says: string;
  readonly name: string;
  readonly onTake: () => void;
}) {
  return (
    <button type="button" className="chip" aria-label={`Take away: ${says} ${name}`} onClick={onTake}>
      <span className="i3">{says}</span>
      <span className="mono ell">
        <MachineText text={name} limit={80} />
      </span>
      <X className="ic" size={13} aria-hidden />
    </button>
  );
}
