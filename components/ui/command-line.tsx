"use client";

import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "./copy.ts";
import { Kbd } from "./kbd.tsx";
import { MachineText } from "./machine-text.tsx";
import { hasHidden } from "./machine-text-segments.ts";
import { splitFilled, splitOptions } from "./split-filled.ts";
import { useKeys } from "./use-keys.tsx";

interface CommandLineProps {
  readonly command: string;
  /** Values that were filled in from the symptom; they get a dashed line. */
  readonly filled?: readonly string[] | undefined;
  /** The command that `y` copies; one per screen. */
  readonly isMain?: boolean;
  /** Without its own button: the caller has one. */
  readonly isBare?: boolean;
  /** Somebody is about to run it. */
  readonly onCopy?: (() => void) | undefined;
}

const SHOWN_MS = 2_000; // long enough to be read, short enough not to be mistaken for the next copy

/** Copies once and says so; a command with hidden characters is refused, as its reader cannot know what it does. */
export function useCopy(text: string | undefined): {
  readonly state: "idle" | "copied" | "refused";
  readonly copy: () => void;
} {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (state === "idle") return undefined;
    const timer = setTimeout(() => setState("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (): void => {
    if (text === undefined) return;
    if (hasHidden(text, true)) {
      setState("refused");
      return;
    }
    void copyText(text).then((isCopied) => setState(isCopied ? "copied" : "refused"));
  };
  return { state, copy };
}

/** A command to copy: filled values are marked, nothing runs from here. */
export function CommandLine({ command, filled, isMain = false, isBare = false, onCopy }: CommandLineProps) {
  const { state, copy: copyAlone } = useCopy(command);
  const copy = (): void => {
    copyAlone();
    onCopy?.();
  };
  useKeys(isMain && !isBare ? [{ keys: "y", does: "copy the command", run: copy }] : []);
  return (
    <div className="cmdline">
      <code>
        {splitFilled(command, filled ?? []).map((piece) => (
          <span key={piece.offset} className={piece.isFilled ? "var" : undefined}>
            {piece.isFilled ? <MachineText text={piece.text} isMultiline /> : <Plain text={piece.text} />}
          </span>
        ))}
      </code>
      {!isBare && (
        <button type="button" onClick={copy} aria-label={copyLabel(state)} title={copyLabel(state)}>
          {state === "copied" ? (
            <Check className="ic" size={14} aria-hidden />
          ) : state === "refused" ? (
            <TriangleAlert className="ic" size={14} aria-hidden />
          ) : (
            <Copy className="ic" size={14} aria-hidden />
          )}
          {isMain && <Kbd>y</Kbd>}
        </button>
      )}
      <span className="sr" aria-live="polite">
        {state === "idle" ? "" : copyLabel(state)}
      </span>
    </div>
  );
}

/** What stands around the values. */
function Plain({ text }: { readonly text: string }) {
  return splitOptions(text).map((piece) => (
    <span key={piece.offset} className={piece.isOption ? "whitespace-nowrap" : undefined}>
      <MachineText text={piece.text} isMultiline />
    </span>
  ));
}

function copyLabel(state: "idle" | "copied" | "refused"): string {
  if (state === "copied") return "Copied";
  if (state === "refused") return "Not copied: hidden characters, or the browser refused";
  return "Copy command";
}
