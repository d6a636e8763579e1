import type { ReactNode } from "react";
import { availabilityOf, budgetOf, percentOf, shareOf, TOO_EARLY } from "#lib/domain/report/percent.ts";
import { isMet, type Report, type ServiceFigure } from "#lib/domain/report/report.ts";
import { severityText } from "#lib/domain/report/sentence.ts";
import { lengthText } from "#lib/domain/report/words.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import { formatDay, formatDuration, listed, plural } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";
import { minutesText } from "./minutes.ts";

/** The four figures of the head: each with what it is measured against. */
export function Tiles({ report }: { readonly report: Report }) {
  const { lead, mitigate, incidents, days } = report;
  const bySeverity = (["SEV1", "SEV2", "SEV3"] as const).map(
    (severity) =>
      `${severityText(severity)}: ${incidents.list.filter((incident) => incident.severity === severity).length}`,
  );
  return (
    <dl className="fg">
      <Tile
        name={lead === undefined ? "Availability" : `${lead.service} availability`}
        figure={lead === undefined ? "not measured" : availabilityOf(lead)}
        isUnknown={lead === undefined || availabilityOf(lead) === TOO_EARLY}
        beside={lead && `target ${percentOf(lead.target)}`}
      >
        {lead === undefined
          ? "no service was seen in this period"
          : `${exact(lead.lostMs)} lost in ${measuredWords(lead, days)}, ${exact(lead.allowedMs)} allowed`}
      </Tile>
      <Tile
        name="Error budget left"
        figure={lead === undefined ? "not measured" : budgetOf(lead)}
        isUnknown={lead === undefined || budgetOf(lead) === TOO_EARLY}
        isMissed={lead !== undefined && !isMet(lead)}
      >
        <WorstDay report={report} />
      </Tile>
      <Tile
        name="Time to mitigate, median"
        figure={mitigate.medianMs === undefined ? "not known" : `${minutesText(mitigate.medianMs)} min`}
        isUnknown={mitigate.medianMs === undefined}
      >
        {mitigateWords(report)}
      </Tile>
      <Tile name="Incidents" figure={String(incidents.list.length)} beside={bySeverity.join(", ")}>
        {incidents.before === undefined
          ? `nothing is known of the ${days} days before`
          : `${incidents.before} in the ${days} days before`}
      </Tile>
    </dl>
  );
}

function Tile({
  name,
  figure,
  beside,
  isUnknown = false,
  isMissed = false,
  children,
}: {
  readonly name: string;
  readonly figure: string;
  readonly beside?: string | undefined;
  readonly isUnknown?: boolean;
  readonly isMissed?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt className="ell" title={name}>
        {name}
      </dt>
      <dd>
        <b className={isUnknown ? "unk" : isMissed ? "tt" : ""}>{figure}</b>{" "}
        {beside !== undefined && <small>{beside}</small>}
      </dd>
      <dd className="sub">{children}</dd>
    </div>
  );
}

/** "45 min 22 s", "4 min" */
const exact = (ms: number): string => formatDuration(ms).replace(/ 00 s$/, "");

/** "90 days"; where little of them was measured, how much. */
const measuredWords = ({ measuredMs }: ServiceFigure, days: number): string =>
  measuredMs >= (days - 1) * DAY_MS * 0.99
    ? `${days} days`
    : `${measuredMs < DAY_MS ? exact(measuredMs) : lengthText(measuredMs)} measured`;

function WorstDay({ report: { lead, burn, toAt } }: { readonly report: Report }) {
  if (lead === undefined) return "nothing to spend, nothing spent";
  const worst = burn?.worstDay;
  if (worst === undefined) return "nothing was lost";
  const incidents = worst.incidentIds.length === 0 ? "no incident of it then" : listed(worst.incidentIds, 2);
  return (
    <>
      {worst.spent >= 0.05 && <Mark name="ticket" size={12} />} {spentWords(worst.spent)} went on{" "}
      {formatDay(worst.dayAt, toAt)} alone, {incidents}
    </>
  );
}

/** Beyond all of it nobody needs the figure. */
function spentWords(spent: number): string {
  if (spent > 10) return "more than ten times as much";
  return spent > 1 ? "more than all of it" : shareOf(spent);
}

function mitigateWords({ mitigate, incidents, days }: Report): string {
  const { known, shortestMs, longestMs, before } = mitigate;
  const earlier = before === undefined ? "" : `; ${minutesText(before.medianMs)} in the ${days} days before`;
  if (known === 0 || shortestMs === undefined || longestMs === undefined)
    return `${incidents.list.length === 0 ? "no incident" : "of no incident"}${earlier}`;
  const of =
    known === incidents.list.length
      ? plural(known, "incident")
      : `${known} of ${plural(incidents.list.length, "incident")}`;
  const range = known === 1 ? "" : `, ${minutesText(shortestMs)} to ${minutesText(longestMs)} min`;
  return `${of}${range}${earlier}`;
}
