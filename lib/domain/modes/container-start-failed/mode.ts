import type { Mode } from "../../mode.ts";
import { startErrorMode } from "../shared/start-error-mode.ts";
import type { StartErrorKind } from "../shared/start-errors.ts";
import { clipped } from "../shared/text.ts";

/** Ports, addresses, GPUs, mounts and logging drivers have modes of their own. */
const REASONS: Readonly<
  Record<Exclude<StartErrorKind, "port" | "address" | "gpu" | "mount" | "logging">, string>
> = {
  command: "its program is not in the image, or not under that name",
  permission: "its program may not be executed",
  platform: "its program is made for another processor",
  runtime: "the runtime it asks for is not on this host",
  "no-space": "there is no space left",
  "read-only": "what Docker keeps is on a disk that takes no writes",
  firewall: "Docker could not write its firewall rules",
  bridge: "its bridge is not there",
  containerd: "containerd did not answer",
  other: "the runtime or the network refused it",
};
const isOurs = (kind: string): kind is keyof typeof REASONS => Object.hasOwn(REASONS, kind);

/** What stands before the part that tells two failures apart, in the words of both engines. */
const PREFIX =
  /^(?:failed to create task for container: |failed to create shim task: |OCI runtime create failed: |runc create failed: |unable to start container process: |failed to set up container networking: |error during container init: )+/;

/**
 * A start was asked for and Docker says why it failed. Told from a program that ended by itself with the same code by
 * State.Error, which only a failed start leaves.
 */
export const containerStartFailed: Mode = startErrorMode({
  id: "container-start-failed",
  kinds: new Set(Object.keys(REASONS).filter(isOurs)),
  // Their line names no container: what Docker wrote into the container itself tells.
  lines: [],
  severity: "ticket",
  part: "ctrs",
  words: (name, error, failed) => {
    const kind = failed?.kind ?? "other";
    const code = failed?.inspect.exitCode ?? 0;
    return {
      title: "Container did not start",
      summary: `${name} did not start: ${isOurs(kind) ? REASONS[kind] : REASONS.other}. Docker does not try again by itself.`,
      reading: clipped(`exit ${code}: ${error.replace(PREFIX, "")}`, 60),
      facts: { exitCode: String(code) },
    };
  },
});
