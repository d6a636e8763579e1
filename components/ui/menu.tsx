"use client";

import { DropdownMenu as Radix } from "radix-ui";
import { type ReactNode, useEffect, useState } from "react";
import { Mark } from "./mark.tsx";
import { adoptPageNonce } from "./style-nonce.ts";
import { KeyLayer } from "./use-keys.tsx";

adoptPageNonce();

interface MenuProps {
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
  /** Given where something else than the trigger opens it, too. */
  readonly open?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

/**
 * A menu of places or acts. What lies beneath is not hidden from screen readers while it is open; a press beside it
 * closes it and does nothing else.
 */
export function Menu({ trigger, children, align = "start", ...state }: MenuProps) {
  // Drawn inside the screen, a menu belongs to a landmark; the screen is there once this is.
  const [screen, setScreen] = useState<HTMLElement | null>(null);
  useEffect(() => setScreen(document.getElementById("screen")), []);
  return (
    <Radix.Root modal={false} {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={screen}>
        <div className="beside" />
      </Radix.Portal>
      <Radix.Portal container={screen}>
        <Radix.Content className="pop" align={align} sideOffset={4}>
          <KeyLayer>{children}</KeyLayer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  onSelect,
  isKeptOpen = false,
  children,
}: {
  readonly onSelect: () => void;
  /** The menu stays: what became of the act is read in it. */
  readonly isKeptOpen?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Radix.Item
      onSelect={(event) => {
        if (isKeptOpen) event.preventDefault();
        onSelect();
      }}
    >
      {children}
    </Radix.Item>
  );
}

/** A file to save. */
export function MenuDownload({
  href,
  isOff = false,
  children,
}: {
  readonly href: string;
  /** It cannot be had; its text says why. */
  readonly isOff?: boolean;
  readonly children: ReactNode;
}) {
  if (isOff) return <Radix.Item disabled>{children}</Radix.Item>;
  return (
    <Radix.Item asChild>
      <a href={href} download>
        {children}
      </a>
    </Radix.Item>
  );
}

/** One of several values; the chosen one is marked in words for a screen reader. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <Radix.RadioGroup
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      <Radix.Label className="g">{label}</Radix.Label>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value}>
          <span className={option.value === value ? "radio on" : "radio"} aria-hidden />
          {option.text}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

/** Something that is on or off while the menu stays open. */
export function MenuCheck({
  isOn,
  onChange,
  children,
}: {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <Radix.CheckboxItem
      checked={isOn}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <Mark name={isOn ? "ticked" : "by-hand"} size={14} />
      {children}
    </Radix.CheckboxItem>
  );
}

/** A line between items of two sorts. */
export const MenuRule = () => <Radix.Separator className="sep" />;
