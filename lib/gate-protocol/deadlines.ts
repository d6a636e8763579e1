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
  // Walks the disk as the figures of the storage page do.
  "prune.preview": 30_000,
  // A look at the target, then the call: a stop and a restart wait ten seconds before they kill.
  "container.start": 30_000,
  "container.stop": 40_000,
  "container.restart": 60_000,
  "container.unpause": 15_000,
  "container.kill": 20_000,
  // Removes files one after the other.
  "prune.containers": 120_000,
  "prune.images": 120_000,
  "prune.build-cache": 120_000,
  "engine.dump": 15_000,
} as const satisfies Record<OperationName, number | undefined>;
