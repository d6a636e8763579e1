import { expect, test } from "vitest";
import type { ContainerView } from "#lib/protocol/views.ts";
import { columnsOf, selectedAt } from "./container-filter.ts";

const container = (id: string): ContainerView => ({
  id,
  name: id,
  image: "bb",
  state: "running",
  status: "Up",
  ports: [],
  isLastKnown: false,
});

test("the first container is selected until another is chosen, and when that one is not shown", () => {
  const shown = ["a", "b"].map(container);
  expect(selectedAt(shown, undefined)).toBe(0);
  expect(selectedAt(shown, "b")).toBe(1);
  expect(selectedAt(shown, "gone")).toBe(0);
  expect(selectedAt([], undefined)).toBe(-1);
});

test("a column that says nothing on this host is not drawn", () => {
  expect(columnsOf(["a", "b"].map(container))).not.toContain("Project / service");
  expect(columnsOf(["a", "b"].map(container))).not.toContain("Restarts");

  const shop = { ...container("a"), project: "shop", restartCount: 0 };
  expect(columnsOf([shop, container("b")])).toEqual(
    expect.arrayContaining(["Project / service", "Restarts"]),
  );
});
