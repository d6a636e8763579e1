import { expect, test } from "vitest";
import { heldLine, holdRows } from "./held-rows.ts";

const item = (id: string, text = id) => ({ id, text });

test("rows keep their places while they are held, and change in place", () => {
  const held = holdRows([item("a"), item("b")], [item("b", "newer"), item("a")]);
  expect(held.rows.map((row) => row.item.id)).toEqual(["a", "b"]);
  expect(held.rows[1]?.item.text).toBe("newer");
  expect(heldLine(held)).toBe("order changed");
});

test("what comes is counted and shown only when it is applied", () => {
  const held = holdRows([item("a")], [item("new"), item("a")]);
  expect(held.rows.map((row) => row.item.id)).toEqual(["a"]);
  expect(held.added.map(({ id }) => id)).toEqual(["new"]);
  expect(heldLine(held)).toBe("1 new");
});

test("what goes stays where it was and is said to be gone", () => {
  const held = holdRows([item("a"), item("b")], [item("b")]);
  expect(held.rows.map((row) => row.isGone)).toEqual([true, false]);
  expect(heldLine(held)).toBe("1 gone");
});

test("nothing to apply, no bar", () => {
  expect(heldLine(holdRows([item("a")], [item("a", "changed in place")]))).toBe("");
});
