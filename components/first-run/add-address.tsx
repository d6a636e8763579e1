"use client";

import { useState } from "react";
import { CommandLine } from "../ui/command-line.tsx";
import { Mark } from "../ui/mark.tsx";
import { checkAddress } from "./daemon-address.ts";
import { SSH_HELP } from "./engine-answer.ts";

interface AddAddressProps {
  readonly configFile: string | undefined;
  /** The file has its key `daemons` already. */
  readonly hasDaemons?: boolean;
  /** What the field is called where it is the first engine. */
  readonly label?: string;
}

/** Checks an address and gives the lines for foghorn.yaml. It connects to nothing: the file on the machine decides. */
export function AddAddress({ configFile, hasDaemons = false, label }: AddAddressProps) {
  const [text, setText] = useState("");
  const checked = checkAddress(text, hasDaemons);
  return (
    <div className="adda">
      <label htmlFor="address" className="i2">
        {label ?? "Another engine"}
      </label>
      <input
        id="address"
        className="inp mono"
        placeholder="unix://, ssh://, tcp://"
        value={text}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby="address-help"
        onChange={(event) => setText(event.target.value)}
      />
      <div id="address-help" aria-live="polite">
        {checked?.kind === "wrong" && (
          <p className="row">
            <Mark name="failing" size={13} />
            {checked.reason}
          </p>
        )}
        {checked?.kind === "ok" && (
          <p className="i2">
            These lines belong {hasDaemons ? "below daemons: in" : "into"}{" "}
            {configFile ?? "foghorn.yaml beside Foghorn"}; the file is read again as soon as it is saved.
            Nothing is connected from here.
          </p>
        )}
        {checked?.kind === "ok" && checked.isSsh === true && <p className="i2">{SSH_HELP}</p>}
        {checked?.kind === "ok" && checked.note !== undefined && (
          <p className="row tt">
            <Mark name="ticket" size={13} />
            {checked.note}
          </p>
        )}
      </div>
      {checked?.kind === "ok" && <CommandLine command={checked.yaml} />}
    </div>
  );
}
