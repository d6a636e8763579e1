"use client";

import { memo, useMemo } from "react";
import { severityWords } from "#lib/domain/incidents/state-words.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { formatLongDay } from "../timeline/day-mark.tsx";
import { toStory } from "../timeline/story.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { SharedEntry } from "./shared-entry.tsx";
import { Engine, Meaning, OwnSummary, Summary } from "./shared-facts.tsx";
import { headOf, standingOf } from "./shared-parts.ts";
import { BareStrip, MomentList, TimeStrip } from "./time-strip.tsx";

interface SharedDocumentProps {
  readonly shared: SharedTimeline;
  /** The moment it speaks of. */
  readonly asOf: number;
  /** The same function as long as it speaks the same way. */
  readonly clock: (at: number) => string;
  /** Entries after this one came while the page was open. Absent: none did. */
  readonly newFrom?: number;
}

/** What happened, what it meant, whether it is over. */
export function SharedDocument({
  shared,
  asOf,
  clock,
  newFrom = Number.POSITIVE_INFINITY,
}: SharedDocumentProps) {
  const { incident } = shared;
  const isOver = !isOpen(incident.state);
  const head = headOf(shared, asOf, clock);
  const began = incident.milestones["impact-started"] ?? incident.milestones.detected ?? incident.openedAt;
  return (
    <>
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
      <OwnSummary shared={shared} />
      <Summary shared={shared} />
      <p className="sum over">{standingOf(shared, asOf, clock)}</p>
      <div className="ts">
        <TimeStrip shared={shared} asOf={asOf} width={1180} clock={clock} className="desk" />
        <TimeStrip shared={shared} asOf={asOf} width={680} clock={clock} className="pst" />
        <BareStrip shared={shared} asOf={asOf} />
        <MomentList shared={shared} clock={clock} />
      </div>
      <div className="g">
        <section>
          <h2>Timeline</h2>
          <Entries entries={shared.entries} symptoms={shared.symptoms} clock={clock} newFrom={newFrom} />
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
    </>
  );
}

interface EntriesProps extends Pick<SharedTimeline, "entries" | "symptoms"> {
  readonly clock: (at: number) => string;
  readonly newFrom: number;
}

/** Rests while only the time passes: there may be thousands. */
const Entries = memo(function Entries({ entries, symptoms, clock, newFrom }: EntriesProps) {
  const rows = useMemo(() => toStory(entries, "all"), [entries]);
  if (rows.length === 0) return <p className="i2">Nothing of the timeline is shared yet.</p>;
  return (
    <ol>
      {rows.map((row) =>
        row.kind === "day" ? (
          <li key={row.key} className="day">
            {formatLongDay(row.at)}
          </li>
        ) : (
          <SharedEntry
            key={row.key}
            group={row.group}
            clock={clock}
            symptoms={symptoms}
            isNew={row.group.first.seq > newFrom}
          />
        ),
      )}
    </ol>
  );
});
