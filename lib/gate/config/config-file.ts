import { type FSWatcher, watch } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { messageOf } from "../../domain/errors.ts";
import { isNotThere } from "../not-there.ts";
import { CONFIG_LIMIT_BYTES } from "./yaml-text.ts";

/*
 * Editors replace files, and some write them in steps. So the directory is watched, not the file, and it is
 * read again once it has been quiet for a moment.
 */

const QUIET_MS = 150;
// Where a directory cannot be watched (not there yet, or inotify's limit), and for network file systems.
const POLL_MS = 5_000;

export type FileAnswer =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly message: string };

/** At most a little more than the limit is read, whatever the file is. */
export async function readConfigFile(path: string): Promise<FileAnswer> {
  try {
    await using file = await open(path, "r");
    if (!(await file.stat()).isFile()) return { kind: "unreadable", message: "it is not a file" };
    const buffer = Buffer.alloc(CONFIG_LIMIT_BYTES + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return { kind: "text", text: buffer.toString("utf8", 0, length) };
  } catch (error) {
    if (isNotThere(error)) return { kind: "absent" };
    return { kind: "unreadable", message: messageOf(error) };
  }
}

/** Calls back when the file may have changed, appeared or gone. Never in the same turn, never twice at once. */
export function watchConfigFile(path: string, onChange: () => void): { readonly stop: () => void } {
  let watcher: FSWatcher | undefined;
  let quiet: NodeJS.Timeout | undefined;
  const name = basename(path);

  function soon(): void {
    clearTimeout(quiet);
    quiet = setTimeout(onChange, QUIET_MS);
  }

  function begin(): void {
    if (watcher !== undefined) return;
    try {
      watcher = watch(dirname(path), (_event, changed) => {
        if (changed === null || changed === name) soon();
      });
      watcher.on("error", end);
    } catch {
      watcher = undefined;
    }
  }

  function end(): void {
    watcher?.close();
    watcher = undefined;
  }

  begin();
  const poll = setInterval(() => {
    begin();
    onChange();
  }, POLL_MS);
  poll.unref();
  return {
    stop() {
      clearInterval(poll);
      clearTimeout(quiet);
      end();
    },
  };
}
