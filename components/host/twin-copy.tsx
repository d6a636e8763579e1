"use client";

import { Button } from "../ui/button.tsx";
import { useCopy } from "../ui/command-line.tsx";

/** The drawing in one sentence, to paste where no drawing goes. */
export function TwinCopy({ text }: { readonly text: string }) {
  const { state, copy } = useCopy(text);
  return (
    <Button look="quiet" isSmall className="flush" onClick={copy}>
      <span aria-live="polite">
        {state === "copied" ? "Copied" : state === "refused" ? "Not copied" : "Copy the drawing in words"}
      </span>
    </Button>
  );
}
