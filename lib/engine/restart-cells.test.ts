import { describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { createRestartCells } from "./restart-cells.ts";

const event = (action: string, name = "web") => ({
  timeNano: "0",
  type: "container",
  action,
  actorId: name,
  attributes: { name },
});
const T0 = 1_000 * HOUR_MS;
function diesAndStarts(cells: ReturnType<typeof createRestartCells>, name: string, at: number): void {
  cells.add(event("die", name), at);
  cells.add(event("start", name), at + 100);
}

describe("restarts of the last six hours", () => {
  test("are counted per container and ten minutes, worst first", () => {
    const cells = createRestartCells();
    for (const minute of [1, 2, 12]) diesAndStarts(cells, "web", T0 + minute * MINUTE_MS);
    diesAndStarts(cells, "cache", T0 + 2 * MINUTE_MS);
    const rows = cells.rows(T0 + 15 * MINUTE_MS);
    expect(rows.map((row) => row.container)).toEqual(["web", "cache"]);
    expect(rows[0]?.cells.slice(-2)).toEqual([2, 1]);
  });

  test("leave out what somebody asked for", () => {
    const cells = createRestartCells();
    cells.add(event("kill"), T0);
    diesAndStarts(cells, "web", T0 + 10_000);
    expect(cells.rows(T0 + MINUTE_MS)).toEqual([]);
  });

  test("leave out what ends and does not start again, such as a job", () => {
    const cells = createRestartCells();
    cells.add(event("start", "job"), T0);
    cells.add(event("die", "job"), T0 + 1_000);
    expect(cells.rows(T0 + MINUTE_MS)).toEqual([]);
  });

  test("end after six hours", () => {
    const cells = createRestartCells();
    diesAndStarts(cells, "web", T0);
    expect(cells.rows(T0 + 7 * HOUR_MS)).toEqual([]);
  });
});
