import { bloatMode, GIB } from "../shared/bloat-mode.ts";
import { bytesText, counted } from "../shared/text.ts";

/** Images that no container uses. What they share with others is not counted: it would not be freed. */
export const imageBloat = bloatMode({
  id: "image-bloat",
  title: "Images nobody uses",
  part: "images",
  limitBytes: 20 * GIB,
  limitRatio: 0.3,
  floorBytes: GIB,
  affected: "Space on the disk of the data-root",
  of: ({ images }) => ({
    bytes: images.reclaimableBytes,
    summary: `${images.unusedCount} of ${counted(images.count, "image")} ${images.unusedCount === 1 ? "is" : "are"} used by no container and take ${bytesText(images.reclaimableBytes)} of their own${images.danglingCount > 0 ? `; ${images.danglingCount} without a name` : ""}.`,
    text: `Images=${images.count} LayersSize=${images.bytes} unused=${images.unusedCount} reclaimable=${images.reclaimableBytes} dangling=${images.danglingCount}`,
  }),
});
