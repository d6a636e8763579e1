import { expect, test } from "vitest";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { judged } from "../../testing/detecting.ts";
import { imageUnpinnedLatest } from "./mode.ts";

test.each([
  ["shop/web", true],
  ["shop/web:latest", true],
  ["registry.example:5000/shop/web", true],
  ["shop/web:1.4", false],
  ["registry.example:5000/shop/web:1.4", false],
  [`shop/web@sha256:${"a".repeat(64)}`, false],
  [`sha256:${"a".repeat(64)}`, false],
  ["245064014900", false],
])("%s floats: %s", (image, floats) => {
  const host = aHostState([aList(T0, [aContainer(1)]), anInspect(T0 + 1, 1, { image })]);
  expect(judged(imageUnpinnedLatest, host, T0 + 500).length).toBe(floats ? 1 : 0);
});
