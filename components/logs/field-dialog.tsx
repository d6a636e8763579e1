"use client";

import { type KeyboardEvent, useRef } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { MachineText } from "../ui/machine-text.tsx";
import type { LineField } from "./line-fields.ts";

/** What is done with a field of the line under the cursor. */
export type FieldAct = "filter" | "exclude" | "column";

const TITLES: Readonly<Record<FieldAct, string>> = {
  filter: "Only lines with the same",
  exclude: "Leave out lines with the same",
  column: "A column of its own for",
};

interface FieldDialogProps {
  readonly act: FieldAct;
  readonly fields: readonly LineField[];
  readonly onChoose: (field: LineField) => void;
  readonly onClose: () => void;
}

/** Which field of a line is meant: the arrow keys walk, Enter chooses. */
export function FieldDialog({ act, fields, onChoose, onClose }: FieldDialogProps) {
  const list = useRef<HTMLUListElement>(null);
  function walk(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button.matches(":focus"));
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  }
  return (
    <Dialog isOpen onClose={onClose} title={TITLES[act]}>
      <ul ref={list} className="moms" aria-label="Fields of the line">
        {fields.map((field, index) => (
          <li key={`${field.name} ${field.value}`}>
            <button
              type="button"
              ref={index === 0 ? focusNow : null}
              onKeyDown={walk}
              onClick={() => {
                onChoose(field);
                onClose();
              }}
            >
              <span className="i3">
                <MachineText text={field.name} limit={64} />
              </span>
              <span className="mono ell">
                <MachineText text={field.value} limit={120} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
