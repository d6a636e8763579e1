"use client";

import { useSyncExternalStore } from "react";
import { Kbd } from "../ui/kbd.tsx";
import { livingKeys, onKeysChanged } from "../ui/key-dispatch.ts";
import type { KeyHint } from "./key-hint.ts";
import { livingHints } from "./living-hints.ts";

/** No key acts before the page is alive. */
const NONE_YET = () => "";

/** The six to nine keys that matter on this screen and do something in its state; at the right, what is live. */
export function KeyLine({
  hints,
  status,
}: {
  readonly hints: readonly KeyHint[];
  readonly status?: string | undefined;
}) {
  const living = useSyncExternalStore(onKeysChanged, livingKeys, NONE_YET);
  return (
    <footer className="keys">
      <ul aria-label="Keys of this screen">
        {[...livingHints(hints, living), { keys: ["?"], does: "all keys" }].map((hint) => (
          <li key={`${hint.keys.join(" ")} ${hint.does}`}>
            {hint.keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
            <span className="sr">{hint.keys.join(" ")}: </span>
            {hint.does}
          </li>
        ))}
      </ul>
      {status !== undefined && <div className="kr">{status}</div>}
    </footer>
  );
}
