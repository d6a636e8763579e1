import "server-only";
import { FoghornError } from "#lib/domain/errors.ts";
import { REPORT_DAYS, type ReportDays } from "#lib/domain/report/compute.ts";

/*
 * What an address asks for behind its question mark, of files that leave Foghorn. What is not known is refused: a file that
 * tells more than was asked for, or of another time, looks like the one that was meant.
 */

const refused = (sentence: string): FoghornError => new FoghornError("invalid-input", sentence);
const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

function refuseUnknown(asked: URLSearchParams, known: readonly string[]): void {
  const unknown = [...asked.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw refused(`${quoted(unknown)} is nothing that can be asked for here; known are ${known.join(", ")}.`);
  const twice = known.find((name) => asked.getAll(name).length > 1);
  if (twice !== undefined) throw refused(`${twice} is said twice; say it once.`);
}

function isAsked(asked: URLSearchParams, name: string, wanted: string): boolean {
  const value = asked.get(name);
  if (value === null || value === wanted) return value !== null;
  throw refused(`${name} is ${quoted(value)}, which is not known. Say ${name}=${wanted}, or leave it out.`);
}

/** `?version=1` is a published version; `?internal=out` leaves out what was not marked for readers, `?names=alias` calls hosts and addresses otherwise. */
export function exportOptionsOf({ searchParams: asked }: URL) {
  refuseUnknown(asked, ["version", "internal", "names", "people", "words"]);
  const version = asked.get("version");
  if (version !== null && !/^[1-9]\d{0,5}$/.test(version))
    throw refused(
      `version is ${quoted(version)}, which is no number of a version. Leave it out for the newest.`,
    );
  return {
    ...(version !== null && { version: Number(version) }),
    isInternalLeftOut: isAsked(asked, "internal", "out"),
    areNamesAliased: isAsked(asked, "names", "alias"),
    arePeopleAliased: isAsked(asked, "people", "alias"),
    areWordsTold: isAsked(asked, "words", "told"),
  };
}

/** `?days=30` is the period, 90 where none is said, `?site=fra1` one site of `sites`. */
export function reportQuestionOf(
  { searchParams: asked }: URL,
  sites: readonly string[],
): { readonly days: ReportDays; readonly site?: string } {
  refuseUnknown(asked, ["days", "site"]);
  const [period, site] = [asked.get("days") ?? "90", asked.get("site")];
  const days = REPORT_DAYS.find((each) => String(each) === period);
  if (days === undefined)
    throw refused(`days is ${quoted(period)}; a report is of ${REPORT_DAYS.join(", ")} days.`);
  if (site === null) return { days };
  if (sites.includes(site)) return { days, site };
  const known = sites.length === 0 ? "no host has one" : `there are ${sites.toSorted().join(", ")}`;
  throw refused(`There is no site ${quoted(site)}; ${known}. Leave it out for all sites.`);
}
