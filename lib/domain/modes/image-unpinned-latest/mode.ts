import type { Mode } from "../../mode.ts";
import { isImageId } from "../shared/image-refs.ts";
import { riskMode } from "../shared/risk-mode.ts";

/** What a reference floats on: its tag "latest", or none at all, which means the same. */
function floatingTag(reference: string): string | undefined {
  if (reference === "" || isImageId(reference) || reference.includes("@")) return undefined;
  const tag = /:([^/:]+)$/.exec(reference)?.[1];
  return tag === undefined || tag === "latest" ? "latest" : undefined;
}

/** The next start may bring another program: the reference names no version. */
export const imageUnpinnedLatest: Mode = riskMode({
  id: "image-unpinned-latest",
  title: "Floating tag",
  part: "images",
  riskOf: ({ name, image }) =>
    floatingTag(image) === undefined
      ? "none"
      : {
          summary: `${name} runs ${image} without a version: made anew, it may become another program.`,
          text: `Config.Image=${image}`,
          reading: `${image}: no version`,
        },
});
