import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Drilled } from "./drill.ts";
import { drillMarkdown } from "./drill-markdown.ts";
import { drillReport } from "./drill-report.ts";

/* What was stored while somebody really worked on a daemon that hung: every step, the gate's dump, a restart. */

const drilled: Drilled = JSON.parse(
  readFileSync(join(import.meta.dirname, "fixtures/daemon-hung.docker-26.1.5.json"), "utf8"),
);
const report = drillReport(drilled);
const text = drillMarkdown(report);

test("the figures of a real drill are those that its clocks show", () => {
  expect(report.found.map(({ afterMs }) => afterMs)).toEqual([4_000, 14_000]);
  const [room] = report.rooms;
  expect(room?.moments.map(({ name, afterMs, by }) => [name, afterMs, by])).toEqual([
    ["Opened", 100_000, "Ada"],
    ["Acknowledged", 102_000, "Ada"],
    ["Mitigated", 166_000, "Ada"],
    ["Resolved", 166_000, "Ada"],
    ["Closed", 457_000, "Ada"],
  ]);
  expect(room?.durations.map(({ ms }) => ms)).toEqual([4_000, 98_000, 166_000, 166_000]);
  expect(room?.actions).toMatchObject([{ verb: "engine.dump", end: "done", by: "Ada" }]);
  expect(room?.gaps).toHaveLength(3);
});

test("a check that fell back while dockerd was restarted has its whole history", () => {
  expect(text).toContain(
    [
      "9. **Verify that the list is whole** (verify)",
      "   - 2026-11-22 07:06:40.269 passed by its reading (3.2 ms)",
      "   - 2026-11-22 07:10:02.741 fails again by its reading (not tried: it would start dockerd)",
      "   - 2026-11-22 07:10:18.552 passed by its reading (4.4 ms)",
    ].join("\n"),
  );
  expect(text).toContain("ticked by the gate: kill -USR1");
  expect(text).toContain("ticked by Ada, but the check failed (off)");
});

test("it ends with the line for the runbook", () => {
  expect(text.endsWith('```yaml\nexercised: ["2026-11-22 on 26.1.5"]\n```\n')).toBe(true);
});
