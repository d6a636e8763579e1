"use client";

import { Printer } from "lucide-react";
import { useMemo, useState } from "react";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { Hatches } from "../anatomy/hatches.tsx";
import { RecordingBanner } from "../shell/banners.tsx";
import { Logo } from "../shell/logo.tsx";
import { formatDay, plural } from "../ui/format.ts";
import { usePrintFoot } from "../ui/use-print-foot.ts";
import { clockIn, type Zone } from "./reader-clock.ts";
import { SharedDocument } from "./shared-document.tsx";
import { SharedKind } from "./shared-kind.tsx";
import { printedFootOf, stampOf } from "./shared-parts.ts";

interface SharedPageProps {
  readonly shared: SharedTimeline;
  readonly now: number;
  /** Since when nothing is heard from Foghorn. */
  readonly lostAt?: number;
  /** Entries after this one came while the page was open. */
  readonly newFrom: number;
}

/** One incident for a reader who never saw Docker: what happened, what it meant, whether it is over. */
export function SharedPage({ shared, now, lostAt, newFrom }: SharedPageProps) {
  const [zone, setZone] = useState<Zone>("utc");
  const { incident } = shared;
  const clock = useMemo(() => clockIn(zone), [zone]);
  // A live link goes on: its length is that of now, as far as the page is in touch.
  const asOf = shared.live === "on" ? Math.max(lostAt ?? now, shared.frozenAt) : shared.frozenAt;
  const foot = printedFootOf(shared, asOf);
  const isFootDrawn = usePrintFoot(foot, printedNow);
  return (
    <div className="shared">
      <title>{`${incident.id} ${incident.title}`}</title>
      <Hatches />
      <header className="bar">
        <span className="brand">
          <Logo />
          <b>Foghorn</b>
        </span>
        <span>
          Read-only. Shared by {shared.sharedBy}, open until {formatDay(shared.expiresAt, 0)}
        </span>
        <SharedKind shared={shared} clock={clock} {...(lostAt !== undefined && { lostAt })} />
        {shared.hiddenCount > 0 && (
          <span className="i3">
            {plural(shared.hiddenCount, "internal entry is", "internal entries are")} not shown
          </span>
        )}
        {shared.uncheckedCount !== undefined && (
          <span className="i3">
            {plural(shared.uncheckedCount, "entry is", "entries are")} left out: not looked through for
            secrets
          </span>
        )}
        <span className="end">
          <span className="zone">
            Times in <b>{zone === "utc" ? "UTC" : "your zone"}</b>{" "}
            <button type="button" className="lk" onClick={() => setZone(zone === "utc" ? "local" : "utc")}>
              {zone === "utc" ? "show mine" : "show UTC"}
            </button>
          </span>
          <button type="button" className="btn sm" onClick={() => window.print()}>
            <Printer className="ic" size={14} aria-hidden />
            Print
          </button>
        </span>
      </header>
      {shared.recording !== undefined && <RecordingBanner {...shared.recording} />}
      <main className="doc">
        <SharedDocument shared={shared} asOf={asOf} clock={clock} newFrom={newFrom} />
        {!isFootDrawn && (
          <footer className="printfoot">
            <span>{foot}</span>
            <span>{printedNow()}</span>
          </footer>
        )}
      </main>
    </div>
  );
}

/** By the clock of who prints: Foghorn's is not asked for that. */
const printedNow = (): string => `printed ${stampOf(Date.now())} UTC`;
