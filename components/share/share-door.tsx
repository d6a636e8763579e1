"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { openShare } from "#lib/client/api.ts";
import type { FailureCode } from "#lib/client/ask.ts";
import { ShareLiveProvider } from "#lib/client/live-provider.tsx";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { Logo } from "../shell/logo.tsx";
import { SharedLive } from "./shared-live.tsx";

/** Enough of a token to know it again; the token itself stays in the address and in a cookie scripts cannot read. */
const OPENED = "foghorn.share";
const HINT_LETTERS = 8;

type Door = "opening" | "open" | "shut" | "busy" | "offline";

interface ShareDoorProps {
  /** What the cookie opens at this moment. */
  readonly shareId?: string;
  readonly shared?: SharedTimeline;
}

/** The token of the address as it is remembered with the link it opened. */
const rememberedAs = (token: string, shareId: string): string => `${token.slice(0, HINT_LETTERS)} ${shareId}`;

/**
 * The token of a link stands in the fragment, which is never sent; here it is exchanged for a cookie that opens
 * this one page. A cookie of another link, opened in another tab, does not count.
 */
export function ShareDoor({ shareId, shared }: ShareDoorProps) {
  const router = useRouter();
  const [door, setDoor] = useState<Door>(shared === undefined ? "opening" : "open");
  useEffect(() => {
    const token = window.location.hash.slice(1);
    if (token === "") {
      setDoor(shareId === undefined ? "shut" : "open");
      return;
    }
    if (shareId !== undefined && window.sessionStorage.getItem(OPENED) === rememberedAs(token, shareId)) {
      setDoor("open");
      return;
    }
    setDoor("opening");
    let isWanted = true;
    void openShare(token).then((answer) => {
      if (!isWanted) return;
      if (answer.kind === "failed") {
        setDoor(DOOR_OF_FAILURE[answer.code] ?? "shut");
        return;
      }
      window.sessionStorage.setItem(OPENED, rememberedAs(token, answer.value.shareId));
      if (answer.value.shareId === shareId) setDoor("open");
      else router.refresh();
    });
    return () => {
      isWanted = false;
    };
  }, [shareId, router]);
  if (door !== "open" || shareId === undefined || shared === undefined) return <Closed door={door} />;
  return (
    <ShareLiveProvider key={shareId} onEnded={() => setDoor("shut")}>
      <SharedLive shareId={shareId} first={shared} />
    </ShareLiveProvider>
  );
}

const DOOR_OF_FAILURE: Partial<Record<FailureCode, Door>> = { offline: "offline", "rate-limited": "busy" };

function Closed({ door }: { readonly door: Door }) {
  return (
    <div className="shared">
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
        {door === "busy" && (
          <>
            <h1>Too many links were tried from here</h1>
            <p className="sum">Load the page again in a minute; the link is kept in the address.</p>
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
