import type { Signal } from "../signal.ts";
import type { EpochMs } from "../time.ts";
import { captured } from "./captured.ts";

const PAGE_BYTES = 4_096;
const TICK_MS = 10;
// Of /proc/<pid>/stat, counted after the state: user and kernel time, resident pages.
const USER = 10;
const KERNEL = 11;
const PAGES = 20;

/** The processes of a lab host, one of the two daemons having used so much. */
export const usedBy = (
  daemon: "dockerd" | "containerd",
  at: EpochMs,
  engine: string,
  { rssBytes, cpuMs }: { readonly rssBytes?: number; readonly cpuMs?: number },
): Signal =>
  captured("processes", at, engine, "", (text) =>
    text.replace(new RegExp(`^(\\d+ \\(${daemon}\\) \\S )(.*)$`, "m"), (_, head: string, rest: string) => {
      const fields = rest.split(" ");
      if (rssBytes !== undefined) fields[PAGES] = String(Math.round(rssBytes / PAGE_BYTES));
      if (cpuMs !== undefined) {
        fields[USER] = String(Math.round(cpuMs / TICK_MS));
        fields[KERNEL] = "0";
      }
      return `${head}${fields.join(" ")}`;
    }),
  );

/** Memory of the lab host, which has 24 GB of it, or of one with other sizes. */
export const memoryOf = (
  at: EpochMs,
  engine: string,
  sizes: { readonly totalKib?: number; readonly availableKib?: number } = {},
): Signal =>
  captured("pressure", at, engine, "", (text) =>
    text
      .replace(/(MemTotal: +)\d+/, (_, head: string) => `${head}${sizes.totalKib ?? 24_684_092}`)
      .replace(/(MemAvailable: +)\d+/, (_, head: string) => `${head}${sizes.availableKib ?? 23_313_372}`),
  );
