import type { Report } from "#lib/domain/report/report.ts";
import { places } from "../shell/places.ts";

interface Asked {
  readonly days: number;
  readonly site?: string | undefined;
  readonly service?: string | undefined;
}

/** Any view of the report is an address to paste; what is usual is not spelled out. */
export function reportAddress(
  { days, site, lead, services }: Pick<Report, "days" | "site" | "lead" | "services">,
  change: Partial<Asked>,
): string {
  const chosen = lead?.service === services[0]?.service ? undefined : lead?.service;
  const asked: Asked = { days, site, service: chosen, ...change };
  const query = new URLSearchParams();
  if (asked.days !== 90) query.set("days", String(asked.days));
  if (asked.site !== undefined) query.set("site", asked.site);
  if (asked.service !== undefined) query.set("service", asked.service);
  return query.size === 0 ? places.report : `${places.report}?${query}`;
}

/** Where the report of this period and these sites is saved as a file. */
export function reportFileAddress(
  { days, site }: Pick<Report, "days" | "site">,
  form: "csv" | "json",
): string {
  const query = new URLSearchParams({ days: String(days), ...(site !== undefined && { site }) });
  return `/api/report/report.${form}?${query}`;
}
