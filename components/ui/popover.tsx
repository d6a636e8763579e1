"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { KeyLayer } from "./use-keys.tsx";

interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
}

/** A small panel at its button; Esc and a click elsewhere close it. */
export function Popover({ trigger, label, children, align = "start" }: PopoverProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="pop" align={align} sideOffset={4} aria-label={label}>
          <KeyLayer>{children}</KeyLayer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
