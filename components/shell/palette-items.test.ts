import { expect, test } from "vitest";
import { grouped, type PaletteItem, searchPalette } from "./palette-items.ts";

const item = (text: string, rest: Partial<PaletteItem> = {}): PaletteItem => ({
  id: text,
  group: "Hosts",
  text,
  target: { kind: "page", href: "/" },
  ...rest,
});

test("a name is found by the beginnings of its words in any order", () => {
  const items = [item("fra1-app-07"), item("fra1-app-17"), item("ams3-edge-02")];
  expect(searchPalette(items, "07 fra").map(({ text }) => text)).toEqual(["fra1-app-07"]);
});

test("what begins with the word stands before what merely holds it", () => {
  const items = [item("happy"), item("app-1")];
  expect(searchPalette(items, "app").map(({ text }) => text)).toEqual(["app-1", "happy"]);
});

test("with nothing typed, places and what is not quiet are offered", () => {
  const items = [
    item("Watch", { group: "Go to" }),
    item("quiet-host"),
    item("bad-host", { severity: "page", note: "dockerd hung" }),
  ];
  expect(searchPalette(items, " ").map(({ text }) => text)).toEqual(["Watch", "bad-host"]);
});

test("a host is found by what is wrong with it", () => {
  const items = [item("a"), item("b", { severity: "page", note: "dockerd hung" })];
  expect(searchPalette(items, "hung").map(({ text }) => text)).toEqual(["b"]);
});

test("groups come in the order of their best item", () => {
  const items = [item("x", { group: "Runbooks" }), item("y"), item("z", { group: "Runbooks" })];
  expect(grouped(items).map(({ group, items: inGroup }) => [group, inGroup.length])).toEqual([
    ["Runbooks", 2],
    ["Hosts", 1],
  ]);
});

test("what the server found stays although no word of it is in the row, after rows that hold the word", () => {
  const items = [
    item("by its id", { group: "Containers", isAnswer: true }),
    item("3be1-host"),
    item("other"),
  ];
  expect(searchPalette(items, "3be1").map(({ text }) => text)).toEqual(["3be1-host", "by its id"]);
});
