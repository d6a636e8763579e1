import type { LogUnit } from "../../../signal.ts";

/** Lines of a unit, oldest first. */
export type Lines = readonly (readonly [LogUnit, string])[];
export const dockerd = (...texts: readonly string[]): Lines =>
  texts.map((text) => ["dockerd", text] as const);

export const FILE = "unable to configure the Docker daemon with file /etc/docker/daemon.json: ";
export const NETWORK = "failed to start daemon: Error initializing network controller: ";
