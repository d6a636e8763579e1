"use client";

import { useEffect } from "react";
import { Logo } from "../components/shell/logo.tsx";
import { Button } from "../components/ui/button.tsx";

/** A screen that could not be drawn. The gate and the engine go on; only this window shows nothing. */
export default function ScreenError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  useEffect(() => {
    console.error("screen not drawn", error);
  }, [error]);
  return (
    <main className="empty">
      <title>Screen not drawn - Foghorn</title>
      <p className="row mb-4">
        <Logo /> <b>Foghorn</b>
      </p>
      <h1 className="text-22 font-semibold">This screen could not be drawn.</h1>
      <p>
        Foghorn goes on watching; incidents and notes that were sent are kept.
        {error.digest !== undefined && (
          <>
            {" "}
            The server's log names it <code>{error.digest}</code>.
          </>
        )}
      </p>
      <p className="row mt-4">
        <Button look="primary" onClick={reset}>
          Draw it again
        </Button>
        <a href="/" className="btn">
          To Watch
        </a>
      </p>
    </main>
  );
}
