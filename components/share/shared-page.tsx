"use client";

import { Printer } from "lucide-react";
import { useMemo, useState } from "react";
import type { PartId, PartState } from "#lib/domain/anatomy.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { SharedTimeline } from "#lib/protocol/views.ts";
import { DiagramL } from "../anatomy/diagram-l.tsx";
import { Hatches } from "../anatomy/hatches.tsx";
import { allParts } from "../incident/all-parts.ts";
import { severityWords } from "../incident/severity-change.tsx";
import { Logo } from "../shell/logo.tsx";
import { formatLongDay } from "../timeline/day-mark.tsx";
import { STATE_WORDS } from "../timeline/decision-look.ts";
import { toStory } from "../timeline/story.ts";
import { formatDay, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { clockIn, type Zone } from "./reader-clock.ts";
import { SharedEntry } from "./shared-entry.tsx";
import { MomentList, TimeStrip } from "./time-strip.tsx";

/** One incident for a reader who never saw Docker: what happened, what it meant, whether it is over. */
export function SharedPage({ shared }: { readonly shared: SharedTimeline }) {
  const [zone, setZone] = useState<Zone>("utc");
  const { incident } = shared;
  const clock = clockIn(zone);
  const rows = useMemo(() => toStory(shared.entries, "all"), [shared.entries]);
  const isOver = !isOpen(incident.state);
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
          Read-only. Shared by {shared.sharedBy}, open until {formatDay(shared.expiresAt, began)}
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
            <Mark name={isOver ? "ticked" : "page"} size={13} />
            {isOver ? STATE_WORDS[incident.state] : `Open at ${clock(shared.frozenAt)}`}
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
          </section>
          <aside>
            <Engine shared={shared} isOver={isOver} />
            <Meaning shared={shared} />
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

/** The first sentences: what was found, in the detector's own words. */
function Summary({ shared }: { readonly shared: SharedTimeline }) {
  const sentences = [...new Set(shared.symptoms.map(({ summary }) => summary).filter(Boolean))].slice(0, 2);
  if (sentences.length === 0) return null;
  return (
    <p className="sum">
      <MachineText text={sentences.join(" ")} limit={600} />
    </p>
  );
}

function Engine({ shared, isOver }: { readonly shared: SharedTimeline; readonly isOver: boolean }) {
  const [first] = shared.symptoms;
  if (first === undefined) return null;
  const hostSymptoms = shared.symptoms.filter(({ hostId }) => hostId === first.hostId);
  const lit: Partial<Record<PartId, PartState>> = {};
  for (const symptom of hostSymptoms) for (const part of symptom.blast.parts) lit[part] = "hit";
  for (const symptom of hostSymptoms) lit[symptom.part] = symptom.severity === "page" ? "fault" : "warn";
  const words = hostSymptoms.map(({ title }) => title).join(", ");
  return (
    <section className={isOver ? "eng past" : "eng"}>
      <h2>Where it was</h2>
      <DiagramL states={allParts(lit)} label={`The engine of ${first.hostId}: ${words}`} />
    </section>
  );
}

function Meaning({ shared }: { readonly shared: SharedTimeline }) {
  const affected = [...new Set(shared.symptoms.flatMap(({ blast }) => blast.affected))];
  const notAffected = [...new Set(shared.symptoms.flatMap(({ blast }) => blast.notAffected))];
  return (
    <section className="wh">
      <h2>What it meant</h2>
      {affected.length + notAffected.length === 0 && (
        <p className="i2">Nobody has said what it meant for people outside.</p>
      )}
      <ul>
        {affected.map((text) => (
          <li key={text}>
            <Mark name="cut-off" size={13} label="affected" />
            <MachineText text={text} limit={300} />
          </li>
        ))}
        {notAffected.map((text) => (
          <li key={text}>
            <Mark name="quiet" size={13} label="not affected" />
            <MachineText text={text} limit={300} />
          </li>
        ))}
      </ul>
      <p className="foot">
        Lines in monospace were written by machines and are unchanged but for{" "}
        {shared.redactionCount === 0
          ? "secrets, of which there were none"
          : plural(shared.redactionCount, "secret that was taken out", "secrets that were taken out")}
        . Sentences were written by people. Times come from the hosts.
      </p>
    </section>
  );
}
