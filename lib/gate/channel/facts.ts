import type { FactName } from "../../domain/facts.ts";

export type LaneName = "fast" | "slow" | "deep";

export interface FactRow {
  readonly lane: LaneName;
  /** Upper limit; a caller may ask for less. */
  readonly deadlineMs: number;
  readonly limitBytes: number;
  readonly argument?: "glance" | "socket" | "data-root" | "config-file" | "certificate" | "suspects";
}

const KIB = 1024;

/*
 * What can be read and how far each reading may go. Fast: nothing but kernel memory and systemd.
 * Slow: whatever can hang on a disk, a dead mount, or a process that is stuck in the kernel.
 * Deep: what looks through directories, so that no other reading waits for it.
 */
export const FACT_TABLE = {
  glance: { lane: "slow", deadlineMs: 4_000, limitBytes: 32 * KIB, argument: "glance" },
  units: { lane: "fast", deadlineMs: 5_000, limitBytes: 16 * KIB },
  socket: { lane: "fast", deadlineMs: 3_000, limitBytes: 256 * KIB, argument: "socket" },
  pressure: { lane: "fast", deadlineMs: 3_000, limitBytes: 16 * KIB },
  boot: { lane: "fast", deadlineMs: 3_000, limitBytes: 4 * KIB },
  "network-links": { lane: "slow", deadlineMs: 5_000, limitBytes: 512 * KIB },
  "log-files": { lane: "deep", deadlineMs: 10_000, limitBytes: 128 * KIB, argument: "data-root" },
  "log-sinks": { lane: "fast", deadlineMs: 3_000, limitBytes: 64 * KIB },
  layers: { lane: "deep", deadlineMs: 10_000, limitBytes: 64 * KIB, argument: "data-root" },
  suspects: { lane: "slow", deadlineMs: 4_000, limitBytes: 16 * KIB, argument: "suspects" },
  "torn-logs": { lane: "slow", deadlineMs: 4_000, limitBytes: 16 * KIB, argument: "data-root" },
  pulls: { lane: "slow", deadlineMs: 5_000, limitBytes: 32 * KIB, argument: "data-root" },
  "config-file": { lane: "slow", deadlineMs: 5_000, limitBytes: 260 * KIB, argument: "config-file" },
  "unit-files": { lane: "slow", deadlineMs: 5_000, limitBytes: 260 * KIB },
  certificate: { lane: "slow", deadlineMs: 5_000, limitBytes: 64 * KIB, argument: "certificate" },
  disk: { lane: "slow", deadlineMs: 5_000, limitBytes: 16 * KIB, argument: "data-root" },
  processes: { lane: "slow", deadlineMs: 8_000, limitBytes: 768 * KIB },
  cgroups: { lane: "slow", deadlineMs: 5_000, limitBytes: 768 * KIB },
  firewall: { lane: "slow", deadlineMs: 8_000, limitBytes: 768 * KIB },
} as const satisfies Record<FactName, FactRow>;

const READER_PATH = /^\/[A-Za-z0-9._/+@:,=-]{0,254}$/;

/** Absolute, ordinary characters only, no way upwards: what may be sent to a constant reader. */
export const isReaderPath = (text: string): boolean =>
  READER_PATH.test(text) && !text.split("/").includes("..") && !text.includes("//");
