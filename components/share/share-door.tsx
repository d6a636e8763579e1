"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { openShare } from "#lib/client/api.ts";
import { Logo } from "../shell/logo.tsx";

/** Enough of a token to know it again; the token itself stays in the address and in a cookie scripts cannot read. */
const OPENED = "foghorn.share";
const HINT_LETTERS = 8;

type Door = "opening" | "open" | "shut" | "offline";

/**
 * The token of a link stands in the fragment, which is never sent; here it is exchanged for a cookie that opens
 * this one page. `children` is the timeline, when the cookie opens one already.
 */
export function ShareDoor({ children }: { readonly children?: ReactNode }) {
  const router = useRouter();
  const isDrawn = children !== undefined;
  const [door, setDoor] = useState<Door>(isDrawn ? "open" : "opening");
  useEffect(() => {
    const token = window.location.hash.slice(1);
    const isKnown =
      isDrawn && (token === "" || window.sessionStorage.getItem(OPENED) === token.slice(0, HINT_LETTERS));
    if (isKnown) {
      setDoor("open");
      return;
    }
    if (token === "") {
      setDoor("shut");
      return;
    }
    let isWanted = true;
    void openShare(token).then((answer) => {
      if (!isWanted) return;
      if (answer.kind === "failed") {
        setDoor(answer.code === "offline" ? "offline" : "shut");
        return;
      }
      window.sessionStorage.setItem(OPENED, token.slice(0, HINT_LETTERS));
      router.refresh();
    });
    return () => {
      isWanted = false;
    };
  }, [isDrawn, router]);
  if (door === "open" && isDrawn) return children;
  return <Closed door={door} />;
}

function Closed({ door }: { readonly door: Door }) {
  return (
    <div className="shared" data-theme="light">
      <title>Shared timeline</title>
      <header className="bar">
        <span className="brand">
          <Logo />
          <b>Foghorn</b>
        </span>
      </header>
      <main className="doc closed" aria-live="polite">
        {(door === "opening" || door === "open") && <p className="i2">Opening the timeline…</p>}
        {door === "shut" && (
          <>
            <h1>This link opens nothing</h1>
            <p className="sum">
              It is not whole, it was closed by itself after some days, or somebody closed it. Ask whoever
              sent it for a new one.
            </p>
          </>
        )}
        {door === "offline" && (
          <>
            <h1>Foghorn does not answer</h1>
            <p className="sum">Load the page again in a moment; the link is kept in the address.</p>
          </>
        )}
      </main>
    </div>
  );
}
