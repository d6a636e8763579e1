"use client";

import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from "react";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { completed, matching, type Option, type Typing, typingAt } from "./completion.ts";
import { useOptions } from "./use-options.ts";

export interface Completion {
  readonly options: readonly Option[];
  readonly active: number;
  readonly listId: string;
  readonly choose: (option: Option) => void;
  /** True when the key was for the list. */
  readonly takeKey: (event: KeyboardEvent) => boolean;
  readonly fieldProps: Readonly<Record<string, unknown>>;
}

const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** Behind `@` a person, behind `#` a reading with its time, behind `/` what can be done now. */
export function useCompletion(
  incident: IncidentDetail,
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  onText: (text: string) => void,
): Completion {
  const listId = useId();
  const [typing, setTyping] = useState<Typing | undefined>(undefined);
  const [active, setActive] = useState(0);
  const caret = useRef<number | undefined>(undefined);
  const all = useOptions(incident, typing);
  const options = typing === undefined ? [] : matching(all, typing.query);

  // The text comes back from the draft: only then can the caret be put behind what was inserted.
  useLayoutEffect(() => {
    if (caret.current === undefined || field.current?.value !== text) return;
    field.current.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [text, field]);

  function look(): void {
    const element = field.current;
    if (element === null) return;
    const next = typingAt(element.value, element.selectionStart);
    if (next?.kind !== typing?.kind || next?.query !== typing?.query) setActive(0);
    setTyping(next);
  }
  function choose(option: Option): void {
    const element = field.current;
    if (element === null || typing === undefined) return;
    const next = completed(element.value, element.selectionStart, typing, option.insert ?? "");
    caret.current = next.caret;
    setTyping(undefined);
    onText(next.text);
    if (option.run === undefined) element.focus();
    else option.run();
  }
  function takeKey(event: KeyboardEvent): boolean {
    const chosen = options[active];
    if (chosen === undefined || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setActive((active + by + options.length) % options.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
    else if (event.key === "Escape") setTyping(undefined);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  const isOpen = options.length > 0;
  return {
    options,
    active,
    listId,
    choose,
    takeKey,
    fieldProps: {
      onSelect: look,
      onBlur: () => setTyping(undefined),
      "aria-autocomplete": "list",
      ...(isOpen && { "aria-controls": listId, "aria-activedescendant": optionId(listId, active) }),
    },
  };
}

export function CompletionList({ completion }: { readonly completion: Completion }) {
  const { options, active, listId, choose } = completion;
  if (options.length === 0) return null;
  return (
    <div id={listId} role="listbox" aria-label="What can stand here" className="pop cmpl">
      {options.map((option, index) => (
        <div
          key={option.key}
          id={optionId(listId, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          data-highlighted={index === active ? "" : undefined}
          // The field must not lose the focus before the choice is taken.
          onPointerDown={(event) => {
            event.preventDefault();
            choose(option);
          }}
        >
          <span className="ell">
            <MachineText text={option.label} limit={80} />
          </span>
          {option.hint !== undefined && (
            <span className="t12 i3 ell">
              <MachineText text={option.hint} limit={80} />
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
