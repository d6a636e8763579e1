import { type ContainerId, toContainerId, toHostId } from "../ids.ts";
import type { EpochMs } from "../time.ts";

export const HOST = toHostId("web-1");
export const T0: EpochMs = 1_800_000_000_000;
export const GIB = 1_073_741_824;

/** A container id that is easy to tell apart: the number, repeated in hexadecimal. */
export const containerId = (number: number): ContainerId =>
  toContainerId(number.toString(16).padStart(64, "0"));
