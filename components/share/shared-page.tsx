"use client";

import { Printer } from "lucide-react";
import { useMemo, useState } from "react";
import { severityWords } from "#lib/domain/incidents/state-words.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { Hatches } from "../anatomy/hatches.tsx";
import { Logo } from "../shell/logo.tsx";
import { formatLongDay } from "../timeline/day-mark.tsx";
import { toStory } from "../timeline/story.ts";
import { formatDay, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { clockIn, type Zone } from "./reader-clock.ts";
import { SharedEntry } from "./shared-entry.tsx";
import { Engine, Meaning, Summary } from "./shared-facts.tsx";
import { headOf } from "./shared-parts.ts";
import { MomentList, TimeStrip } from "./time-strip.tsx";

/** One incident for a reader who never saw Docker: what happened, what it meant, whether it is over. */
export function SharedPage({ shared }: { readonly shared: SharedTimeline }) {
  const [zone, setZone] = useState<Zone>("utc");
  const { incident } = shared;
  const clock = clockIn(zone);
  const rows = useMemo(() => toStory(shared.entries, "all"), [shared.entries]);
  const isOver = !isOpen(incident.state);
  const head = headOf(incident.state, clock(shared.frozenAt));
  const began = incident.milestones["impact-started"] ?? incident.milestones.detected ?? incident.openedAt;
  return (
    <div className="shared" data-theme="light">
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
        {shared.hiddenCount > 0 && (
          <span>{plural(shared.hiddenCount, "internal entry is", "internal entries are")} not shown</span>
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
      <main className="doc">
        <p className="k">
          <span className="mono">{incident.id}</span>
          <span className="row b">
            <Mark name={head.mark} size={13} />
            {head.words}
          </span>
          <span>{severityWords(incident.severity)}</span>
          <span>{formatLongDay(began)}</span>
        </p>
        <h1>
          <MachineText text={incident.title} limit={300} />
        </h1>
        <Summary shared={shared} />
        <div className="ts">
          <TimeStrip shared={shared} width={1180} clock={clock} className="desk" />
          <TimeStrip shared={shared} width={680} clock={clock} className="pst" />
          <MomentList shared={shared} clock={clock} />
        </div>
        <div className="g">
          <section>
            <h2>Timeline</h2>
            {rows.length === 0 && <p className="i2">Nothing of the timeline is shared.</p>}
            <ol>
              {rows.map((row) =>
                row.kind === "day" ? (
                  <li key={row.key} className="day">
                    {formatLongDay(row.at)}
                  </li>
                ) : (
                  <SharedEntry key={row.key} group={row.group} clock={clock} symptoms={shared.symptoms} />
                ),
              )}
            </ol>
            <p className="foot">
              Every entry is chained to the one before. Hash of the last:{" "}
              <span className="mono">{incident.headHash}</span>
            </p>
          </section>
          <aside>
            <Engine shared={shared} isOver={isOver} clock={clock} />
            <Meaning shared={shared} clock={clock} />
          </aside>
        </div>
        <footer className="printfoot">
          <span>{incident.id}, read-only timeline</span>
          <span>as of {new Date(shared.frozenAt).toISOString().slice(0, 16).replace("T", " ")} UTC</span>
        </footer>
      </main>
    </div>
  );
}
