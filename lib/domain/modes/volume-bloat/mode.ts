import { bloatMode, GIB } from "../shared/bloat-mode.ts";
import { bytesText, counted, named } from "../shared/text.ts";

/** Volumes that no container uses. They may hold the only copy of somebody's data: never pruned unasked. */
export const volumeBloat = bloatMode({
  id: "volume-bloat",
  title: "Volumes nobody uses",
  part: "volumes",
  limitBytes: 20 * GIB,
  limitRatio: 0.2,
  floorBytes: GIB,
  affected: "Space on the disk of the data-root",
  of: ({ volumes }) => {
    const names = volumes.largestUnused.map(
      ({ name, bytes }) => `${name.slice(0, 24)} (${bytesText(bytes)})`,
    );
    const [first] = volumes.largestUnused;
    return {
      bytes: volumes.unusedBytes,
      summary: `${volumes.unusedCount} of ${counted(volumes.count, "volume")} ${volumes.unusedCount === 1 ? "is" : "are"} used by no container and hold ${bytesText(volumes.unusedBytes)}: ${named(names)}. Ask for the owner before anything is removed.`,
      text: [
        `Volumes=${volumes.count} size=${volumes.bytes} unused=${volumes.unusedCount} unusedSize=${volumes.unusedBytes}`,
        ...volumes.largestUnused.map(({ name, bytes }) => `${name} ${bytes}`),
      ].join("\n"),
      facts: first === undefined ? {} : { volume: first.name },
    };
  },
});
