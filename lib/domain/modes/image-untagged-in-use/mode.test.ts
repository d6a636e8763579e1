import { expect, test } from "vitest";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { judged } from "../../testing/detecting.ts";
import { imageUntaggedInUse } from "./mode.ts";

// As both engines list a container whose image was untagged: by the first digits of its id.
test.each([
  ["x:1", "960a352b46d3", true],
  ["x:1", `sha256:${"a".repeat(64)}`, true],
  ["x:1", "x:1", false],
  [`sha256:${"a".repeat(64)}`, "960a352b46d3", false],
  [`x@sha256:${"a".repeat(64)}`, "960a352b46d3", false],
])("made from %s, listed as %s: lost its name %s", (image, listed, isLost) => {
  const host = aHostState([aList(T0, [aContainer(1, { image: listed })]), anInspect(T0 + 1, 1, { image })]);
  expect(judged(imageUntaggedInUse, host, T0 + 500).length).toBe(isLost ? 1 : 0);
});
