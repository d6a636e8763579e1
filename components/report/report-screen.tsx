"use client";

import { ChevronDown, Download, Printer } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import type { Report } from "#lib/domain/report/report.ts";
import type { ShellFrame } from "../shell/frame.ts";
import { Shell } from "../shell/shell.tsx";
import { Button } from "../ui/button.tsx";
import { formatClock, formatDay, formatDuration, listed, plural } from "../ui/format.ts";
import { inBounds } from "../ui/in-bounds.ts";
import { Mark } from "../ui/mark.tsx";
import { Menu, MenuDownload } from "../ui/menu.tsx";
import { Seg } from "../ui/seg.tsx";
import { Select } from "../ui/select.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { useMedia } from "../ui/use-media.ts";
import { usePrintFoot } from "../ui/use-print-foot.ts";
import { BurnChart } from "./burn-chart.tsx";
import { BurnRates } from "./burn-rates.tsx";
import { minutesText } from "./minutes.ts";
import { MitigateChart } from "./mitigate-chart.tsx";
import { reportAddress, reportFileAddress } from "./report-address.ts";
import { ServiceTable } from "./service-table.tsx";
import { Tiles } from "./tiles.tsx";

const PERIODS = [
  { value: "30", text: "30 days" },
  { value: "90", text: "90 days" },
  { value: "365", text: "Year" },
] as const;

const HINTS = [
  { keys: ["1", "2", "3"], does: "period" },
  { keys: ["j", "k"], does: "service" },
  { keys: ["e"], does: "export" },
  { keys: ["r"], does: "read again" },
];

/** Charts are drawn for the width they have, so that their words keep their size. */
const [WIDE, NARROW] = [842, 360];

/** Was the target met, what is left, better or worse than before, and what the figures cannot say. */
export function ReportScreen({ frame, report }: { readonly frame: ShellFrame; readonly report: Report }) {
  const router = useRouter();
  const width = useMedia("screen and (max-width: 760px)", false) ? NARROW : WIDE;
  const { lead, burn, services, site, sites, fromAt, toAt, days } = report;
  const open = (change: Parameters<typeof reportAddress>[1]) =>
    router.push(reportAddress(report, change), { scroll: false });
  const move = (by: number) => {
    const index = services.findIndex(({ service }) => service === lead?.service);
    const next = services[inBounds(index + by, services.length)];
    if (next !== undefined) open({ service: next.service });
  };
  useKeys([
    ...PERIODS.map(({ value, text }, index) => ({
      keys: String(index + 1),
      does: text,
      run: () => open({ days: Number(value) }),
    })),
    ...(services.length > 1
      ? [
          { keys: "j", does: "next service", run: () => move(1) },
          { keys: "k", does: "service before", run: () => move(-1) },
        ]
      : []),
    { keys: "r", does: "read again", run: () => router.refresh() },
  ]);
  const upTo = `${formatDay(toAt, 0)} ${formatClock(toAt).slice(0, 5)} UTC`;
  const foot = `Foghorn report, figures up to ${upTo}${report.recording === undefined ? "" : recordingWords(report.recording)}`;
  const about = useCallback(() => `${days} days, ${site ?? "all sites"}`, [days, site]);
  const isFootDrawn = usePrintFoot(foot, about);
  return (
    <Shell place="report" title="Report" frame={frame} hints={HINTS} status={`figures up to ${upTo}`}>
      <div className="rep">
        <header>
          <h1>Report</h1>
          <span className="i2">
            {formatDay(fromAt, toAt)} to {formatDay(toAt, 0)}, {days} days, {site ?? "all sites"}
            {report.recording !== undefined && <b>{recordingWords(report.recording)}</b>}
          </span>
          <div className="end no-print">
            {sites.length > 1 && (
              <Select
                label="Site"
                labelClass="sr"
                value={site ?? ""}
                options={[
                  { value: "", text: "all sites" },
                  ...sites.map((each) => ({ value: each, text: each })),
                ]}
                onChange={(value) => open({ site: value === "" ? undefined : value, service: undefined })}
              />
            )}
            <Seg
              label="Period"
              value={String(days)}
              options={PERIODS}
              onChange={(value) => open({ days: Number(value) })}
            />
            <ExportMenu report={report} />
            <Button isSmall onClick={() => window.print()}>
              <Printer className="ic" size={14} aria-hidden />
              Print
            </Button>
          </div>
        </header>
        <p className="say">{report.sentence}</p>
        <Tiles report={report} />
        <div className="g2">
          <div>
            {lead !== undefined && burn !== undefined && (
              <section aria-labelledby="rep-burn">
                <h2 id="rep-burn" className="ell">
                  {lead.service} error budget
                </h2>
                <p>
                  What is left of {formatDuration(lead.allowedMs)}. Dots are its incidents, amber ones SEV 1
                  and SEV 2; a number tells how many. Dashed: spent evenly.
                </p>
                <BurnChart burn={burn} lead={lead} width={width} />
              </section>
            )}
            <section aria-labelledby="rep-mitigate">
              <h2 id="rep-mitigate">Time to mitigate, minutes</h2>
              <p>{mitigateCaption(report)}</p>
              <MitigateChart mitigate={report.mitigate} width={width} />
            </section>
          </div>
          <div>
            <ServiceTable report={report} />
            {services.length > 0 && <BurnRates report={report} />}
            <Origins report={report} />
            <section className="not" aria-labelledby="rep-limits">
              <h2 id="rep-limits">What these figures cannot say</h2>
              <ul>
                {report.limits.map((limit) => (
                  <li key={limit}>
                    <Mark name="last-known" size={13} />
                    {limit}
                  </li>
                ))}
                {report.limits.length === 0 && (
                  <li>
                    <Mark name="last-known" size={13} />
                    Nothing was measured yet, so nothing is missing either.
                  </li>
                )}
              </ul>
            </section>
          </div>
        </div>
        {!isFootDrawn && <footer className="print-only">{foot}</footer>}
      </div>
    </Shell>
  );
}

/** In every form of the page: whoever has the paper sees no banner. */
const recordingWords = ({ hostCount }: NonNullable<Report["recording"]>): string =>
  hostCount === undefined ? ", of a recording" : `, ${plural(hostCount, "engine")} of it recorded`;

const FORMS = [
  { form: "csv", name: "CSV", text: "services and incidents, for a spreadsheet" },
  { form: "json", name: "JSON", text: "the same for programs" },
] as const;

/** The figures as a file, with what they mean in it. */
function ExportMenu({ report }: { readonly report: Report }) {
  const [isOpen, setOpen] = useState(false);
  useKeys([{ keys: "e", does: "export", run: () => setOpen(true) }]);
  return (
    <Menu
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button isSmall>
          <Download className="ic" size={14} aria-hidden />
          Export
          <ChevronDown className="ic d-only" size={14} aria-hidden />
        </Button>
      }
    >
      {FORMS.map(({ form, name, text }) => (
        <MenuDownload key={form} href={reportFileAddress(report, form)}>
          {name}
          <span className="i3">{text}</span>
        </MenuDownload>
      ))}
      <p className="lo i3 t12">Redacted, with every definition in it.</p>
    </Menu>
  );
}

function mitigateCaption({ mitigate: { months, targetMs } }: Report): string {
  const counts = months.map(({ incidents }) => incidents.length).filter((count) => count > 0);
  const most = Math.max(0, ...counts);
  const target = targetMs > 0 ? ` Dashed: the target, ${minutesText(targetMs)} min.` : "";
  const what = `A ring is one incident, the bar is the median of its month.${target}`;
  if (most === 0) return `A ring is one incident. There was none whose time is known.${target}`;
  return most <= 3 ? `${what} So few a month show a direction at best.` : what;
}

function Origins({ report: { origins } }: { readonly report: Report }) {
  return (
    <section aria-labelledby="rep-origins">
      <h2 id="rep-origins">Where incidents began</h2>
      {origins.length === 0 ? (
        <p>No incident began in this period.</p>
      ) : (
        <table className="sv">
          <caption className="sr">Incidents by the part of the engine they began in</caption>
          <colgroup>
            <col />
            <col className="boxes" />
            <col className="count" />
          </colgroup>
          <tbody>
            {origins.map(({ group, titles, count }) => (
              <tr key={group}>
                <th scope="row" title={titles.join(", ")}>
                  <span className="ell">
                    {group}
                    {titles.length > 0 && `: ${listed(titles, 2)}`}
                  </span>
                </th>
                <td className="boxes">
                  <Boxes count={count} />
                </td>
                <td className="num b">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const MAX_BOXES = 7;

/** One box for each incident, as far as there is room; the number beside it is the figure. */
function Boxes({ count }: { readonly count: number }) {
  return (
    <svg width={MAX_BOXES * 15} height="8" aria-hidden="true">
      {Array.from({ length: Math.min(count, MAX_BOXES) }, (_each, index) => index * 15).map((x) => (
        <rect key={x} className="fill" x={x} width="12" height="8" />
      ))}
    </svg>
  );
}
