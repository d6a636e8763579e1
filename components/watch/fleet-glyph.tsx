import { clsx } from "clsx";
import Link from "next/link";
import { type KeyboardEvent, memo } from "react";
import type { PartId } from "#lib/domain/anatomy.ts";
import type { PartStates } from "../anatomy/geometry.ts";
import { GlyphS, looksSame } from "../anatomy/glyph-s.tsx";
import { places } from "../shell/places.ts";
import { Mark, type MarkName } from "../ui/mark.tsx";

interface FleetGlyphProps {
  readonly id: string;
  readonly parts: PartStates;
  /** Absent: nothing to say of it. */
  readonly mark: MarkName | undefined;
  readonly name: string;
  readonly label: string;
  readonly muted: readonly PartId[] | undefined;
  readonly isSelected: boolean;
  readonly isEntry: boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One engine of the strip; it rests while readings come that are not drawn. */
export const FleetGlyph = memo(
  function FleetGlyph({
    id,
    parts,
    mark,
    name,
    label,
    muted,
    isSelected,
    isEntry,
    onKeyDown,
  }: FleetGlyphProps) {
    return (
      <li className={clsx(isSelected && "sel")}>
        <Link
          href={places.host(id)}
          // One is fetched ahead, so that the code of the screen is there; not hundreds of hosts.
          prefetch={isEntry ? null : false}
          title={label}
          aria-label={label}
          tabIndex={isEntry ? 0 : -1}
          onKeyDown={onKeyDown}
        >
          <GlyphS parts={parts} muted={muted} />
          <span className={clsx("nm", mark !== undefined && "loud")}>{name}</span>
          {mark !== undefined && <Mark name={mark} size={12} />}
        </Link>
      </li>
    );
  },
  (before, after) =>
    looksSame(before, after) &&
    before.id === after.id &&
    before.mark === after.mark &&
    before.name === after.name &&
    before.isSelected === after.isSelected &&
    before.isEntry === after.isEntry &&
    before.onKeyDown === after.onKeyDown,
);
