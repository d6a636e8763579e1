import type { OperationName } from "./operations.ts";

/*
 * How long the gate itself works on an operation before it answers "timeout". Whoever asks waits longer:
 * a deadline below these would call the gate down when it is the daemon that is silent.
 */

/** Undefined for streams, which have none. */
export const GATE_DEADLINE_MS = {
  "gate.status": 1_000,
  "gate.follow": undefined,
  // A healthy daemon answers in 1 ms; 3 s leave room for a loaded host and keep a hang within 5 s of its start.
  "docker.ping": 3_000,
  // Both ask containerd: silence here beside a living ping is how a hung containerd is known.
  "docker.version": 4_000,
  "docker.info": 4_000,
  "docker.containers": 5_000,
  "docker.networks": 5_000,
  // Walks the disk: a large data-root takes its time, and a quarter of an hour lies between two.
  "docker.disk-usage": 30_000,
  // Waits for the container's lock; silence names the container.
  "docker.inspect": 4_000,
  "host.fact": 4_000,
  "spool.follow": undefined,
  "spool.ack": 1_000,
  "journal.read": 10_000,
  "container.logs": undefined,
} as const satisfies Record<OperationName, number | undefined>;
