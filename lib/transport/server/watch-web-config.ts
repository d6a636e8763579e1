import { unwatchFile, watchFile } from "node:fs";
import { problemText, readWebConfig, type WebConfig } from "./web-config.ts";

const LOOK_EVERY_MS = 2_000;

/**
 * Calls `changed` with the web part of the file whenever it changed or SIGHUP came. A part with an error is
 * printed, and what was in force stays. TLS and trusted proxies take a restart, as the socket is open already.
 */
export function watchWebConfig(file: string, changed: (config: WebConfig) => void): () => void {
  const read = () => {
    readWebConfig(file)
      .then((reading) => {
        if (reading.ok) changed(reading.config);
        else console.error(`${problemText(reading.problem)} What was in force stays.`);
      })
      .catch((error: unknown) => console.error(`${file} could not be read:`, error));
  };
  // By name and not by inode: editors replace files.
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, read);
  process.on("SIGHUP", read);
  return () => {
    unwatchFile(file, read);
    process.off("SIGHUP", read);
  };
}
