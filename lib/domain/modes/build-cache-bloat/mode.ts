import { bloatMode, GIB } from "../shared/bloat-mode.ts";
import { bytesText, counted } from "../shared/text.ts";

/** The build cache of the engine itself. Builders in containers keep theirs in a volume, which is not seen here. */
export const buildCacheBloat = bloatMode({
  id: "build-cache-bloat",
  title: "Build cache large",
  part: "cache",
  limitBytes: 20 * GIB,
  limitRatio: 0.2,
  floorBytes: GIB,
  affected: "Space on the disk of the data-root",
  of: ({ buildCache }) => ({
    bytes: buildCache.bytes,
    summary: `The build cache takes ${bytesText(buildCache.bytes)} in ${counted(buildCache.count, "record")}; ${bytesText(buildCache.reclaimableBytes)} of it are in no use.`,
    text: `BuildCache=${buildCache.count} size=${buildCache.bytes} reclaimable=${buildCache.reclaimableBytes}`,
  }),
});
