"use client";

import { type ReactNode, useState } from "react";
import { areSingleKeysOn, setSingleKeys } from "./key-dispatch.ts";

/** Whether single letters act as keys, in this browser; `children` say so in the words of the place. */
export function SingleKeys({
  className,
  children,
}: {
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const [isOn, setOn] = useState(() => typeof window === "undefined" || areSingleKeysOn());
  return (
    <label className={className} suppressHydrationWarning>
      <input
        type="checkbox"
        className="sr"
        checked={isOn}
        onChange={(event) => {
          setSingleKeys(event.target.checked);
          setOn(event.target.checked);
        }}
      />
      <span className="cbx" aria-hidden />
      {children}
    </label>
  );
}
