import { toCsv } from "../postmortem/csv.ts";
import { SECOND_MS } from "../time.ts";
import type { ReportDocument } from "./document.ts";

/** One table, so that a spreadsheet opens it as it is: what a row is of stands in its first column. */
const HEAD = [
  ...[
    "row",
    "name",
    "target %",
    "measured %",
    "budget left %",
    "burn rate 1 h",
    "burn rate 6 h",
    "burn rate 3 d",
  ],
  ...["measured s", "not measured s", "lost s", "allowed s", "hosts", "title", "severity", "services"],
  ...["began", "ended", "time to mitigate s", "estimated", "meaning"],
] as const;
type Column = (typeof HEAD)[number];
type Cells = Readonly<Partial<Record<Column, string | number>>>;

const row = (cells: Cells): readonly (string | number)[] => HEAD.map((column) => cells[column] ?? "");

/** Enough for a year to the second, and none that a division made up. */
const number = (value: number | null, digits = 4): number | "" =>
  value === null ? "" : Number(value.toFixed(digits));
const percent = (ratio: number): number | "" => number(ratio * 100, 6);
const seconds = (ms: number | null): number | "" => (ms === null ? "" : number(ms / SECOND_MS, 3));

export function reportCsv(document: ReportDocument): string {
  const { period, recording, definitions, services, incidents, limits } = document;
  return toCsv(HEAD, [
    row({
      row: "period",
      name: `${period.days} days`,
      title: period.site === null ? "all sites" : period.site,
      began: period.from,
      ended: period.to,
      meaning: document.sentence,
    }),
    ...(recording === undefined
      ? []
      : [
          row({
            row: "recording",
            name: recording.name,
            began: recording.made,
            meaning:
              recording.hosts === null
                ? "The figures are of a recording, not of engines that were watched."
                : `Of ${recording.hosts} hosts the figures are of a recording.`,
          }),
        ]),
    ...services.map((service) =>
      row({
        row: "service",
        name: service.service,
        "target %": percent(service.target),
        "measured %": percent(service.availability),
        "budget left %": percent(service.budgetLeft),
        "burn rate 1 h": number(service.burnRate1h),
        "burn rate 6 h": number(service.burnRate6h),
        "burn rate 3 d": number(service.burnRate3d),
        "measured s": seconds(service.measuredMs),
        "not measured s": seconds(service.notMeasuredMs),
        "lost s": seconds(service.lostMs),
        "allowed s": seconds(service.allowedMs),
        hosts: service.hosts.join(" "),
      }),
    ),
    ...incidents.map((incident) =>
      row({
        row: "incident",
        name: incident.id,
        title: incident.title,
        severity: incident.severity,
        services: incident.services.join(" "),
        began: incident.began,
        ended: incident.ended ?? "",
        "time to mitigate s": seconds(incident.timeToMitigateMs),
        estimated: incident.isEstimated ? "yes" : "no",
      }),
    ),
    ...definitions.map(({ name, meaning }) => row({ row: "definition", name, meaning })),
    ...limits.map((limit) => row({ row: "cannot say", meaning: limit })),
  ]);
}
