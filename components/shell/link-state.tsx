"use client";

import { useLink } from "#lib/client/hooks.ts";
import { formatClock } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The reader's own connection, in the top bar; what comes over it may be a recording, and then nothing is live. The lag is always there: a silent link would look like a quiet night. */
export function LinkState({ isRecording }: { readonly isRecording: boolean }) {
  const link = useLink();
  switch (link.state) {
    case "live":
      return (
        <div className="lnk is-live">
          <Mark name={isRecording ? "notice" : "quiet"} size={11} />
          <span>{isRecording ? "Recording" : "Live"}</span>
          <span className="num i3 lag">lag {seconds(link.lagMs)}</span>
        </div>
      );
    case "lagging":
      return (
        <div className="lnk" role="status">
          <Mark name="ticket" size={11} />
          <span className="tt">Lagging</span>
          <span className="num i3">{seconds(link.lagMs)}</span>
        </div>
      );
    case "connecting":
      return (
        <div className="lnk">
          <Mark name="waiting" size={11} />
          <span>Connecting</span>
        </div>
      );
    case "lost":
      return (
        <div className="lnk" role="status">
          <Mark name="last-known" size={11} />
          <span className="tu">Link lost {formatClock(link.since)}</span>
        </div>
      );
  }
}
