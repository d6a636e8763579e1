"use client";

import type { PartStates } from "../anatomy/geometry.ts";
import { GlyphS } from "../anatomy/glyph-s.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import type { PaletteItem } from "./palette-items.ts";

interface PaletteOptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isSelected: boolean;
  readonly parts: PartStates | undefined;
  readonly onPick: () => void;
  readonly onPoint: () => void;
}

/** One row of the palette. The focus stays in its field; the row is named through `aria-activedescendant`. */
export function PaletteOption({ id, item, isSelected, parts, onPick, onPoint }: PaletteOptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      tabIndex={-1}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key === "Enter") onPick();
      }}
      onPointerMove={onPoint}
    >
      {parts === undefined ? <span /> : <GlyphS parts={parts} />}
      <span className="row min-w-0">
        {item.severity !== undefined && <Mark name={item.severity} size={12} label={item.severity} />}
        <MachineText text={item.text} className="ell" limit={120} />
      </span>
      {item.note === undefined ? <span /> : <MachineText text={item.note} className="i3 t12" limit={60} />}
    </div>
  );
}
