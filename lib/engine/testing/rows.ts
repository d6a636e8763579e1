import type { HostId } from "../../domain/ids.ts";
import type { StreamRow } from "../ports.ts";

export const HOST = "web-1" as HostId;

/** A container that died by itself, as the daemon tells of it. */
export const die = (name: string, at: number, exitCode = "137"): StreamRow => ({
  kind: "docker-event",
  hostId: HOST,
  at,
  isInferred: false,
  event: {
    timeNano: `${at}000000`,
    type: "container",
    action: "die",
    actorId: "c".repeat(64),
    attributes: { name, exitCode },
  },
});
