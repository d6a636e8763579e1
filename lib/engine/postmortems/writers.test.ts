import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { IncidentId } from "../../domain/ids.ts";
import { WRITES_FOR_MS } from "../../protocol/postmortem-views.ts";
import { createWriters } from "./writers.ts";

const incidentId = "INC-0001" as IncidentId;
const ADA = { id: "ada", name: "Ada", section: "Summary" };
const BEN = { id: "ben", name: "Ben", section: "Impact" };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function write() {
  const paused: IncidentId[] = [];
  const writers = createWriters((id) => paused.push(id));
  return { writers, paused, names: () => writers.of(incidentId).map(({ name }) => name) };
}

test("who says nothing for a while writes no more, and readers hear of it without anybody's asking", () => {
  const { writers, paused, names } = write();
  writers.wrote(incidentId, ADA);
  vi.advanceTimersByTime(WRITES_FOR_MS - 1);
  writers.wrote(incidentId, BEN);
  expect(names()).toEqual(["Ada", "Ben"]);
  vi.advanceTimersByTime(1);
  expect(names()).toEqual(["Ben"]);
  expect(paused).toEqual([incidentId]);
});

test("each word begins the while anew, and is another one", () => {
  const { writers, paused, names } = write();
  writers.wrote(incidentId, ADA);
  const [before] = writers.of(incidentId);
  vi.advanceTimersByTime(WRITES_FOR_MS - 1);
  writers.wrote(incidentId, ADA);
  expect(writers.of(incidentId)[0]?.told).not.toBe(before?.told);
  vi.advanceTimersByTime(WRITES_FOR_MS - 1);
  expect(names()).toEqual(["Ada"]);
  expect(paused).toEqual([]);
});

test("who left is gone at once, and nothing is waited for any more", () => {
  const { writers, paused, names } = write();
  writers.wrote(incidentId, ADA);
  writers.left(incidentId, ADA.id);
  expect(names()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  writers.wrote(incidentId, BEN);
  writers.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(paused).toEqual([]);
});
