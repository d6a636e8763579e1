import type { Mode } from "../../mode.ts";
import { startErrorMode } from "../shared/start-error-mode.ts";

/** What is wrong with a mount, by what the engine says of it. */
function reasonOf(error: string): string {
  if (/not a directory|is a directory|directory onto a file/.test(error))
    return "a file is mounted where a directory is wanted, or the other way round";
  if (/error while mounting volume|failed to mount local volume|VolumeDriver/.test(error))
    return "the volume itself could not be mounted";
  if (/does not exist|no such file/.test(error)) return "what it mounts is not there";
  if (/read-only file system/.test(error)) return "a place to mount on cannot be made: read-only";
  return "a mount was refused";
}

/** Both paths of `error mounting "/a" to rootfs at "/b"`, or the volume's. */
const pathOf = (error: string): string =>
  /error mounting "([^"]+)"|mounting volume '([^']+)'|path does not exist: (\S+)/
    .exec(error)
    ?.slice(1)
    .find(Boolean) ?? "";

/**
 * A container does not start for one of its mounts. Data is nearly always where it was: what is wrong is the path, the
 * name, or the other side.
 */
export const volumeMountMismatch: Mode = startErrorMode({
  id: "volume-mount-mismatch",
  kinds: new Set(["mount"]),
  lines: [],
  severity: "ticket",
  part: "volumes",
  words: (name, error) => {
    const path = pathOf(error);
    return {
      title: "Mount wrong or missing",
      summary: `${name} did not start: ${reasonOf(error)}${path === "" ? "" : ` (${path})`}.`,
      reading: path === "" ? error : `${path}: ${reasonOf(error)}`,
      facts: path === "" ? {} : { path },
    };
  },
});
