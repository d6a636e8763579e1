import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import type { ModeId } from "#lib/domain/symptom.ts";
import type { Engine } from "../lab/api.ts";

/* What was measured of one fault on one engine, and what of it misses its target. */

export const RECOVER_WITHIN_MS = 10_000;
/** Faults that page are seen within this, as a median and at worst; one that only a timeout tells has its own target. */
const PAGE_MEDIAN_MS = 5_000;
export const PAGE_WORST_MS = 10_000;

export interface Outside {
  readonly mode: string;
  readonly host: string;
  readonly subject: string;
  readonly evidence: string;
}

export interface Row {
  /** Catalogue id and variant. */
  readonly fault: string;
  readonly engine: Engine;
  readonly seenMs: number | undefined;
  readonly seenTargetMs: number;
  readonly recoveringMs: number | undefined;
  readonly part: string;
  /** Of the fault; of its cause where the fault stands beneath that. */
  readonly partExpected: string;
  /** Mode of the row it stands in, where that is its cause's and not its own. */
  readonly beneath?: string;
  readonly evidence: string;
  /** Symptoms beyond the fault and its blast radius. */
  readonly outside: readonly Outside[];
  /** Why the lab could not break the host; then nothing was measured. */
  readonly notBroken?: string;
}

const seconds = (ms: number | undefined): string =>
  ms === undefined ? "never" : `${(ms / 1000).toFixed(1)} s`;

const outsideText = ({ mode, host, subject, evidence }: Outside): string =>
  `${mode} ${subject === "" ? "" : `(${subject}) `}on ${host}: ${evidence.slice(0, 100)}`;

const severityOf = ({ fault }: Row) => ABOUTS[fault.slice(0, fault.indexOf(":")) as ModeId].severity;

export function rowLine(row: Row): string {
  if (row.notBroken !== undefined)
    return `${row.fault} on ${row.engine}: could not be broken: ${row.notBroken}`;
  const outside = row.outside.length > 0 ? `, outside: ${row.outside.map(outsideText).join(", ")}` : "";
  return (
    `${row.fault} on ${row.engine}: seen ${seconds(row.seenMs)} (target ${seconds(row.seenTargetMs)}), ` +
    `recovering ${seconds(row.recoveringMs)} (target ${seconds(RECOVER_WITHIN_MS)}), part ${row.part} ` +
    `(expected ${row.partExpected})${row.beneath === undefined ? "" : `, beneath ${row.beneath}`}, evidence "${row.evidence.slice(0, 80)}"${outside}`
  );
}

/** As Markdown, for RESULTS.md. */
export function tableOf(rows: readonly Row[]): string {
  const lines = inOrder(rows).map((row) =>
    [
      "",
      row.fault,
      row.engine,
      severityOf(row),
      row.notBroken === undefined ? seconds(row.seenMs) : "not broken",
      seconds(row.seenTargetMs),
      seconds(row.recoveringMs),
      row.beneath === undefined ? row.part : `${row.part} (${row.beneath})`,
      [...new Set(row.outside.map((one) => one.mode))].join(", ") || "none",
      "",
    ]
      .join(" | ")
      .trim(),
  );
  const head = "| fault | engine | severity | seen | target | recovering | part | outside its radius |";
  return [head, "|---|---|---|---|---|---|---|---|", ...lines, "", ...mediansOf(rows)].join("\n");
}

export function missesOf(rows: readonly Row[]): readonly string[] {
  const misses = inOrder(rows).flatMap((row) => {
    const of = (what: string) => `${row.fault} on ${row.engine}: ${what}`;
    if (row.notBroken !== undefined) return [of(`could not be broken: ${row.notBroken}`)];
    return [
      ...(row.seenMs === undefined || row.seenMs > row.seenTargetMs
        ? [of(`seen ${seconds(row.seenMs)}`)]
        : []),
      ...(row.recoveringMs === undefined || row.recoveringMs > RECOVER_WITHIN_MS
        ? [of(`recovering ${seconds(row.recoveringMs)}`)]
        : []),
      ...(row.part === row.partExpected ? [] : [of(`lit ${row.part || "nothing"}, not ${row.partExpected}`)]),
      ...(row.evidence === "" ? [of("no evidence")] : []),
      ...row.outside.map((one) => of(`also ${outsideText(one)}`)),
    ];
  });
  const pages = pageMedianMs(rows);
  return pages !== undefined && pages > PAGE_MEDIAN_MS
    ? [...misses, `median of the faults that page: ${seconds(pages)}`]
    : misses;
}

function pageMedianMs(rows: readonly Row[]): number | undefined {
  const times = rows.flatMap((row) =>
    severityOf(row) === "page" && row.notBroken === undefined ? [row.seenMs ?? Number.POSITIVE_INFINITY] : [],
  );
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

function mediansOf(rows: readonly Row[]): readonly string[] {
  const median = pageMedianMs(rows);
  return median === undefined
    ? []
    : [`Median of the faults that page: ${seconds(median)} (target ${seconds(PAGE_MEDIAN_MS)}).`];
}

const inOrder = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => a.fault.localeCompare(b.fault) || a.engine.localeCompare(b.engine));
