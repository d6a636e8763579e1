import type { Mode } from "../../mode.ts";
import { logMode } from "../shared/log-mode.ts";

/** The image it wanted, where a line about the API call names it. */
const imageOf = (text: string): string => /fromImage=([^&\s"]+)/.exec(text)?.[1] ?? "";

/**
 * An image could not be unpacked for want of space. The full disk is the cause where it can be read; here is what it
 * stopped: needed are the packed and the unpacked image together, so that room may be there before and after.
 */
export const imagePullNoSpace: Mode = logMode({
  id: "image-pull-no-space",
  signatures: ["pull-no-space"],
  severity: "page",
  part: "images",
  subjectOf: () => "",
  words: (_subject, { line }) => {
    const image = imageOf(line.text);
    return {
      title: "Pull stopped: no space",
      summary: `${image === "" ? "An image" : image} could not be unpacked: no space was left while it was written. It wants about three times its size.`,
      blast: {
        affected: ["Deploys and scaling that need an image which is not here yet"],
        parts: ["registry"],
        notAffected: ["Containers of images that are here"],
      },
      facts: image === "" ? {} : { image },
    };
  },
});
