"use client";

import { DURATIONS, meanDurationMs } from "#lib/domain/incidents/durations.ts";
import { isVoid } from "#lib/domain/incidents/transitions.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import { formatDuration } from "../ui/format.ts";

/** MTTD, MTTA, MTTM and MTTR over what is shown: each over those where it is known, with how many those are. */
export function MeanFigures({ incidents }: { readonly incidents: readonly IncidentSummary[] }) {
  const counted = incidents.filter(({ state }) => !isVoid(state));
  const figures = DURATIONS.flatMap((duration) => {
    const mean = meanDurationMs(duration, counted);
    return mean === undefined ? [] : [{ ...duration, ...mean }];
  });
  if (figures.length === 0) return null;
  return (
    <dl className="mtt t12 d-only">
      {figures.map(({ id, name, abbreviation, definition, meanMs, known }) => (
        <div key={id} title={`Mean ${name.toLowerCase()}: ${definition}`}>
          <dt className="i3">
            <abbr title={`Mean ${name.toLowerCase()}: ${definition}`}>M{abbreviation}</abbr>
          </dt>
          <dd>
            <b className="num">{meanMs < 0 ? `${formatDuration(-meanMs)} before` : formatDuration(meanMs)}</b>
            <span className="i3">
              {" "}
              of {known} of {counted.length}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
