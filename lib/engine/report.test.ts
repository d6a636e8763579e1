import { expect, test } from "vitest";
import type { HostId } from "../domain/ids.ts";
import { redactValue } from "../domain/redaction/redact.ts";
import type { Report } from "../domain/report/report.ts";
import { reportFile } from "./report.ts";

const SECRET = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
const NOW = Date.UTC(2026, 10, 18, 9);
const SAID = `pull with ${SECRET}, ask ada@example.com`;

const REPORT: Report = {
  days: 90,
  fromAt: NOW - 1_000,
  toAt: NOW,
  sites: [],
  recording: { name: SAID, recordedAt: NOW },
  sentence: SAID,
  services: [
    {
      service: SAID,
      target: 0.999,
      ratio: 1,
      measuredMs: 1_000,
      lostMs: 0,
      allowedMs: 1,
      left: 1,
      hostIds: [SAID as HostId],
      rates: {},
    },
  ],
  mitigate: { known: 0, months: [], targetMs: 0 },
  incidents: {
    list: [
      {
        id: "INC-1",
        title: SAID,
        services: [SAID],
        severity: "SEV3",
        beganAt: NOW - 500,
        isEstimated: false,
      },
    ],
  },
  origins: [{ group: "Storage", titles: [SAID], count: 1 }],
  limits: [SAID],
};

test.each(["csv", "json"] as const)("the report as %s holds no secret that anybody wrote into it", (form) => {
  const file = reportFile(
    REPORT,
    form,
    (document) => redactValue(document, { key: "k", areEmailsHidden: true }).value as typeof document,
  );
  expect(file.content).not.toContain(SECRET);
  expect(file.content).not.toContain("ada@example.com");
  expect(file.content.match(/\[redacted:/g)?.length).toBeGreaterThan(8);
  expect(file.content).toContain("INC-1");
  expect(file).toMatchObject({
    fileName: `foghorn-report-90-days-2026-11-18.${form}`,
    about: "90 days, all sites",
  });
});
