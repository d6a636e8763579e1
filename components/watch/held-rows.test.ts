import { expect, test } from "vitest";
import { heldLine, holdRows } from "./held-rows.ts";

const item = (
  id: string,
  text = id,
): { readonly id: string; readonly text: string; readonly alike?: readonly { readonly id: string }[] } => ({
  id,
  text,
});

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

const group = (...ids: readonly string[]) => ({ ...item(ids[0] ?? ""), alike: ids.map((id) => ({ id })) });

test("a row that another comes to stand for is not called gone", () => {
  const held = holdRows([item("a"), item("b")], [group("a", "b", "c")]);
  expect(held.rows.map(({ isGone, isFolded }) => [isGone, isFolded])).toEqual([
    [false, false],
    [false, true],
  ]);
  expect(heldLine(held)).toBe("1 joined another row");
});

test("a group whose first host is well again keeps its place under its next", () => {
  const [row] = holdRows([group("a", "b", "c")], [group("b", "c", "d")]).rows;
  expect(row).toMatchObject({ item: { id: "b" }, isGone: false });
});

test("a group that is left by all but two is followed by one of them", () => {
  const held = holdRows([group("a", "b", "c")], [item("b"), item("c")]);
  expect(held.rows.map((row) => [row.item.id, row.isGone])).toEqual([["b", false]]);
  expect(held.added.map(({ id }) => id)).toEqual(["c"]);
});
