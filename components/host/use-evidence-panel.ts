"use client";

import { type FocusEvent, type RefObject, useEffect, useRef, useState } from "react";

interface EvidencePanel {
  readonly isOpen: boolean;
  readonly panel: RefObject<HTMLElement | null>;
  readonly open: () => void;
  readonly close: () => void;
  readonly toggle: () => void;
  /** Of the panel: who goes on behind it with Tab leaves it, so nothing that has the focus lies beneath. */
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * The evidence, which on narrow screens lies over the engine: there it takes the focus when it opens and gives it back
 * where it was. On wide screens it stands beside the engine, and nothing of this happens.
 */
export function useEvidencePanel(): EvidencePanel {
  const [isOpen, setOpen] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const from = useRef<Element | null>(null);
  useEffect(() => {
    const element = panel.current;
    if (!isOpen || element === null || getComputedStyle(element).position === "static") return;
    from.current = document.activeElement;
    element.focus();
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    const isInside = panel.current?.contains(document.activeElement) ?? false;
    if (isInside && from.current instanceof HTMLElement) from.current.focus();
  };
  return {
    isOpen,
    panel,
    close,
    open: () => setOpen(true),
    toggle: () => (isOpen ? close() : setOpen(true)),
    onBlur({ currentTarget, relatedTarget }) {
      if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setOpen(false);
    },
  };
}
