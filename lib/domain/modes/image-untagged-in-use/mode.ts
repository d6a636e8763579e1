import type { Mode } from "../../mode.ts";
import { isImageId } from "../shared/image-refs.ts";
import { riskMode } from "../shared/risk-mode.ts";

/**
 * A container's image lost its name: it was untagged, or a pull moved the tag to a newer one. The list shows the bare id
 * where the container was made by name. Made anew, it pulls, or becomes another program.
 */
export const imageUntaggedInUse: Mode = riskMode({
  id: "image-untagged-in-use",
  title: "Image without a name",
  part: "images",
  riskOf: ({ name, image }, listedImage) => {
    if (image === "" || isImageId(image) || image.includes("@") || !isImageId(listedImage)) return "none";
    return {
      summary: `${name} was made from ${image}, and that name is not on its image any more: made anew, it pulls or becomes another program.`,
      text: `Config.Image=${image} Image=${listedImage}`,
      reading: `${image} is now ${listedImage.replace("sha256:", "").slice(0, 12)}`,
      facts: { imageId: listedImage },
    };
  },
});
