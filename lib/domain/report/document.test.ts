import { describe, expect, test } from "vitest";
import type { HostId } from "../ids.ts";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { reportCsv } from "./csv.ts";
import { DEFINITIONS } from "./definitions.ts";
import { toDocument, toJson } from "./document.ts";
import type { Report } from "./report.ts";

const NOW = Date.UTC(2026, 10, 18, 9);
const REPORT: Report = {
  days: 30,
  fromAt: NOW - 10 * HOUR_MS,
  toAt: NOW,
  sites: ["fra1"],
  site: "fra1",
  sentence: "shop/web missed its target.",
  services: [
    {
      service: "shop/web",
      target: 0.999,
      ratio: 0.9975,
      measuredMs: 8 * HOUR_MS,
      lostMs: 72_000,
      allowedMs: 28_800,
      left: -1.5,
      hostIds: ["web-1", "web-2"] as HostId[],
      rates: { hour: 2.5 },
    },
  ],
  mitigate: { known: 1, medianMs: 22 * MINUTE_MS, months: [], targetMs: 0 },
  incidents: {
    list: [
      {
        id: "INC-2",
        title: '=HYPERLINK("x"), late',
        services: ["shop/web"],
        severity: "SEV2",
        beganAt: NOW - HOUR_MS,
        isEstimated: false,
      },
      {
        id: "INC-1",
        title: "Disk full",
        services: [],
        severity: "SEV3",
        beganAt: NOW - 3 * HOUR_MS,
        endedAt: NOW - 2 * HOUR_MS,
        mitigateMs: 22 * MINUTE_MS,
        isEstimated: true,
      },
    ],
  },
  origins: [{ group: "Storage", titles: [], count: 1 }],
  limits: ["Nothing is known of customers."],
};

describe("a report as a file", () => {
  test("has period, definitions, services with what was not measured, and incidents with their times, oldest first", () => {
    const document = toDocument(REPORT);
    expect(document.period).toEqual({
      days: 30,
      from: "2026-11-17T23:00:00.000Z",
      to: "2026-11-18T09:00:00.000Z",
      site: "fra1",
    });
    expect(document.definitions).toBe(DEFINITIONS);
    expect(document.services[0]).toMatchObject({
      availability: 0.9975,
      measuredMs: 8 * HOUR_MS,
      notMeasuredMs: 2 * HOUR_MS,
      budgetLeft: -1.5,
      burnRate1h: 2.5,
      burnRate6h: null,
    });
    expect(
      document.incidents.map(({ id, ended, timeToMitigateMs }) => [id, ended, timeToMitigateMs]),
    ).toEqual([
      ["INC-1", "2026-11-18T07:00:00.000Z", 22 * MINUTE_MS],
      ["INC-2", null, null],
    ]);
    expect(JSON.parse(toJson(document))).toEqual(document);
  });

  test("as CSV is one table, every row as wide as its head, and no text of it a formula", () => {
    const [head, ...rows] = readCsv(reportCsv(toDocument(REPORT)));
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head?.length]));
    const cell = (kind: string, column: string) =>
      rows.filter(([first]) => first === kind).map((row) => row[head?.indexOf(column) ?? -1]);
    expect(cell("period", "began")).toEqual(["2026-11-17T23:00:00.000Z"]);
    expect(cell("service", "measured %")).toEqual(["99.75"]);
    expect(cell("service", "not measured s")).toEqual(["7200"]);
    expect(cell("service", "budget left %")).toEqual(["-150"]);
    expect(cell("service", "burn rate 6 h")).toEqual([""]);
    expect(cell("incident", "name")).toEqual(["INC-1", "INC-2"]);
    expect(cell("incident", "time to mitigate s")).toEqual(["1320", ""]);
    expect(cell("incident", "title")[1]).toBe('\'=HYPERLINK("x"), late');
    expect(cell("definition", "name")).toEqual(DEFINITIONS.map(({ name }) => name));
    expect(cell("cannot say", "meaning")).toEqual(REPORT.limits);
  });

  test("of a recording says so", () => {
    const document = toDocument({ ...REPORT, recording: { name: "lab", recordedAt: NOW } });
    expect(document.recording).toEqual({ name: "lab", made: "2026-11-18T09:00:00.000Z", hosts: null });
    expect(reportCsv(document)).toContain("recording,lab,");
  });
});

/** RFC 4180, as a spreadsheet reads it. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[""]];
  let isQuoted = false;
  const body = text.replace(/^\ufeff/, "").replace(/\r\n$/, "");
  for (let at = 0; at < body.length; at += 1) {
    const row = rows.at(-1) ?? [];
    const last = row.length - 1;
    const character = body.charAt(at);
    if (isQuoted && character === '"' && body[at + 1] === '"') at += 1;
    else if (character === '"') {
      isQuoted = !isQuoted;
      continue;
    } else if (!isQuoted && character === ",") {
      row.push("");
      continue;
    } else if (!isQuoted && character === "\r") {
      rows.push([""]);
      at += 1;
      continue;
    }
    row[last] = `${row[last] ?? ""}${character}`;
  }
  return rows;
}
