import { afterEach, describe, expect, test } from "vitest";
import {
  activeBindings,
  type KeyPress,
  mayAct,
  nameOfPress,
  pushLayer,
  register,
  takePress,
} from "./key-dispatch.ts";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isAltGraph: false,
  ...held,
});

describe("names of keys", () => {
  test.each([
    ["a letter", press("j"), "j"],
    ["a capital letter", press("T", { shiftKey: true }), "T"],
    ["a command", press("K", { ctrlKey: true }), "Ctrl+k"],
    ["a command on a Mac", press("k", { metaKey: true }), "Ctrl+k"],
    ["a bracket typed with AltGr", press("[", { ctrlKey: true, altKey: true, isAltGraph: true }), "["],
    ["a key of the browser", press("ArrowLeft", { altKey: true }), undefined],
    ["a modifier alone", press("Shift", { shiftKey: true }), undefined],
    ["send", press("Enter", { ctrlKey: true }), "Ctrl+Enter"],
  ])("%s", (_, input, name) => {
    expect(nameOfPress(input)).toBe(name);
  });
});

describe("where keys act", () => {
  test("a field keeps its letters but not the palette's key", () => {
    expect(mayAct("j", "field", true)).toBe(false);
    expect(mayAct("Ctrl+k", "field", true)).toBe(true);
  });

  test("Enter on a button presses the button, letters still act", () => {
    expect(mayAct("Enter", "control", true)).toBe(false);
    expect(mayAct("a", "control", true)).toBe(true);
  });

  test("Enter follows a link, Space does not, so Space still stops the feed", () => {
    expect(mayAct("Enter", "link", true)).toBe(false);
    expect(mayAct(" ", "link", true)).toBe(true);
  });

  test("with single keys turned off, only keys that type nothing are left", () => {
    expect(mayAct("a", "page", false)).toBe(false);
    expect(mayAct("ArrowDown", "page", false)).toBe(true);
    expect(mayAct("Ctrl+k", "page", false)).toBe(true);
  });
});

describe("what a press does", () => {
  let undo: (() => void)[] = [];
  afterEach(() => {
    for (const step of undo) step();
    undo = [];
  });
  const binding = (keys: string, does = keys) => ({ keys, does, run: () => undefined });

  test("two keys in a row go to a place; later they are two presses", () => {
    undo.push(register("", () => [binding("g w"), binding("w")]));
    expect(takePress("g", 0)).toBe("pending");
    expect(takePress("w", 500)).toMatchObject({ keys: "g w" });
    expect(takePress("g", 1_000)).toBe("pending");
    expect(takePress("w", 9_000)).toMatchObject({ keys: "w" });
  });

  test("the newest registration wins, and the list shows the key once", () => {
    undo.push(
      register("", () => [binding("r", "runbook")]),
      register("", () => [binding("r", "try now")]),
    );
    expect(activeBindings().map(({ does }) => does)).toEqual(["try now"]);
  });

  test("a dialog silences the screen beneath it until it closes", () => {
    undo.push(register("", () => [binding("a")]));
    const close = pushLayer("dialog");
    undo.push(register("dialog", () => [binding("v")]));
    expect(takePress("a", 0)).toBeUndefined();
    expect(takePress("v", 0)).toMatchObject({ keys: "v" });
    close();
    expect(takePress("a", 0)).toMatchObject({ keys: "a" });
  });
});
