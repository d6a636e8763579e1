"use client";

import { Kbd } from "../ui/kbd.tsx";
import { useLivingKeys } from "../ui/use-keys.tsx";
import type { KeyHint } from "./key-hint.ts";
import { livingHints } from "./living-hints.ts";

/** The six to nine keys that matter on this screen and do something in its state; at the right, what is live. */
export function KeyLine({
  hints,
  status,
}: {
  readonly hints: readonly KeyHint[];
  readonly status?: string | undefined;
}) {
  const living = useLivingKeys();
  return (
    <footer className="keys">
      <Hints
        label="Keys of this screen"
        hints={[...livingHints(hints, living), { keys: ["?"], does: "all keys" }]}
      />
      {status !== undefined && <div className="kr">{status}</div>}
    </footer>
  );
}

/** The keys of a dialog, at its foot. */
export function DialogKeys({
  hints,
  status,
}: {
  readonly hints: readonly KeyHint[];
  readonly status: string;
}) {
  const living = useLivingKeys();
  return (
    <div className="keys inside">
      <Hints
        label="Keys of this dialog"
        hints={[...livingHints(hints, living), { keys: ["Escape"], does: "close" }]}
      />
      <div className="kr">{status}</div>
    </div>
  );
}

function Hints({ label, hints }: { readonly label: string; readonly hints: readonly KeyHint[] }) {
  return (
    <ul aria-label={label}>
      {hints.map((hint) => (
        <li key={`${hint.keys.join(" ")} ${hint.does}`}>
          {hint.keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
          <span className="sr">{hint.keys.join(" ")}: </span>
          {hint.does}
        </li>
      ))}
    </ul>
  );
}
