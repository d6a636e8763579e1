import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBacklogWatch } from "./backlog-watch.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a host is read up to now when nothing more comes of what was kept", () => {
  const told = vi.fn();
  const watch = createBacklogWatch(told);
  watch.begin(1_000);
  vi.advanceTimersByTime(900);
  watch.took(500);
  vi.advanceTimersByTime(900);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(told).toHaveBeenCalledTimes(1);
});

test("a host that is never quiet is read up to now when something newer comes, and is told once", () => {
  const told = vi.fn();
  const watch = createBacklogWatch(told);
  watch.begin(1_000);
  watch.took(999);
  watch.took(1_000);
  watch.took(1_001);
  vi.advanceTimersByTime(5_000);
  expect(told).toHaveBeenCalledTimes(1);
});

test("a link that breaks while it is read tells nothing", () => {
  const told = vi.fn();
  const watch = createBacklogWatch(told);
  watch.begin(1_000);
  watch.drop();
  vi.advanceTimersByTime(5_000);
  expect(told).not.toHaveBeenCalled();
});
