"use client";

import { ChevronDown, Link as LinkIcon, Search } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useCopy } from "../ui/command-line.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Menu, MenuChoice } from "../ui/menu.tsx";
import { useKeys } from "../ui/use-keys.tsx";

/** Filters live in the address: it is shown, copied with `y`, and back and forward walk through it. */
export function FilterBar({
  children,
  address,
}: {
  readonly children: ReactNode;
  readonly address?: string;
}) {
  return (
    <search className="fbar">
      {children}
      {address !== undefined && <AddressCopy address={address} />}
    </search>
  );
}

function AddressCopy({ address }: { readonly address: string }) {
  const [path = "", query] = address.split("?");
  return (
    <>
      <span className="grow" />
      <span className="url">
        {path}
        {query !== undefined && query !== "" && <b>?{query}</b>}
      </span>
      <CopyLink address={address} />
    </>
  );
}

/** The address of what is shown, for a chat. */
export function CopyLink({ address }: { readonly address: string }) {
  const { state, copy } = useCopy(
    typeof window === "undefined" ? address : new URL(address, window.location.origin).href,
  );
  useKeys([{ keys: "y", does: "copy the address", run: copy }]);
  return (
    <button type="button" className="btn sm quiet i2" onClick={copy}>
      <LinkIcon className="ic" size={14} aria-hidden />
      <span aria-live="polite">
        {state === "copied" ? "Copied" : state === "refused" ? "Not copied" : "Copy link"}
      </span>
      <Kbd>y</Kbd>
    </button>
  );
}

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly width?: number;
}

/** The filter of a list; `/` goes into it, Esc leaves it. */
export function SearchField({ label, placeholder, value, onChange, width = 300 }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", does: "filter", run: () => input.current?.focus() }]);
  return (
    <div className="field" style={{ width, maxWidth: "100%" }}>
      <Search className="ic i3" size={14} aria-hidden />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <Kbd>/</Kbd>
    </div>
  );
}

interface FilterChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** The value that filters nothing. */
  readonly neutral: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
}

/** One filter with its value; an edge says that it filters. */
export function FilterChoice<Value extends string>(props: FilterChoiceProps<Value>) {
  const chosen = props.options.find((option) => option.value === props.value);
  return (
    <Menu
      trigger={
        <button type="button" className={props.value === props.neutral ? "fc" : "fc on"}>
          {props.label} <b>{chosen?.text ?? props.value}</b>
          <ChevronDown className="ic" size={12} aria-hidden />
        </button>
      }
    >
      <MenuChoice label={props.label} value={props.value} options={props.options} onChange={props.onChange} />
    </Menu>
  );
}
