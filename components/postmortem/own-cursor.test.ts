import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TextCursor } from "#lib/protocol/postmortem-views.ts";
import { createOwnCursor } from "./own-cursor.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aCursor() {
  const told: (number | undefined)[] = [];
  const place = { position: 0 as number | undefined };
  const cursor = createOwnCursor({
    cursor: (): TextCursor | undefined =>
      place.position === undefined ? undefined : { revision: 1, position: place.position },
    tell: (one) => told.push(one?.position),
  });
  return {
    told,
    cursor,
    place,
    moveTo: (position: number | undefined) => {
      place.position = position;
      cursor.moved();
    },
  };
}

test("who only reads tells nothing, nor that they go", () => {
  const { told, cursor, moveTo } = aCursor();
  moveTo(4);
  vi.runAllTimers();
  cursor.gone();
  expect(told).toEqual([]);
});

test("a hundred moves within a second are one message, with the last place", () => {
  const { told, cursor, moveTo } = aCursor();
  cursor.typed();
  for (let position = 1; position <= 100; position += 1) moveTo(position);
  vi.runAllTimers();
  expect(told).toEqual([100]);
  moveTo(100);
  vi.runAllTimers();
  expect(told).toEqual([100]);
});

test("what is typed takes the place along: no message of its own", () => {
  const { told, cursor, moveTo } = aCursor();
  cursor.typed();
  moveTo(7);
  cursor.typed();
  vi.runAllTimers();
  expect(told).toEqual([]);
});

test("a place among words that are not sent yet is told once they are", () => {
  const { told, cursor, place, moveTo } = aCursor();
  cursor.typed();
  moveTo(undefined);
  vi.advanceTimersByTime(3_000);
  expect(told).toEqual([]);
  place.position = 9;
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([9]);
});

test("who goes says so once, and is there again with the next word", () => {
  const { told, cursor, moveTo } = aCursor();
  cursor.typed();
  cursor.gone();
  cursor.gone();
  moveTo(3);
  vi.runAllTimers();
  expect(told).toEqual([undefined]);
  cursor.typed();
  moveTo(3);
  vi.runAllTimers();
  expect(told).toEqual([undefined, 3]);
});
