import { nextStartFlags } from "../../daemon-config/start-arguments.ts";
import type { HostState } from "../../host-state.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import type { EngineSight } from "../shared/engine-sight.ts";
import { freshFact, unitOf, unitText } from "../shared/host-facts.ts";
import { startCauseMode } from "../shared/start-cause-mode.ts";
import type { SeenCause } from "../shared/start-cause-spec.ts";
import { durationText, toEvidence } from "../shared/text.ts";

// dockerd says nothing for a whole minute while it dials. Silence by itself would need 10 s; beside a containerd.service
// that is known not to run, a start that is not through by now waits for it.
const SILENT_START_MS = 5 * SECOND_MS;

/** dockerd is told to use a containerd that is not there: it dials for a minute and gives up. */
export const containerdSocketMissing = startCauseMode({
  id: "containerd-socket-missing",
  part: "containerd",
  title: "containerd cannot be reached at start",
  tell: ({
    marked: {
      values: [path = ""],
    },
  }) => ({
    summary: `dockerd dialled ${path === "" ? "containerd" : path} for a minute, and nobody answered. It does not start before containerd runs.`,
    ...(path !== "" && { facts: { path } }),
  }),
  isSaidOfFullDisk: true,
  seenBy: (host, now, sight) => silentStart(host, now, sight),
});

/** dockerd is not known to be told of a containerd: it starts one for itself, or its unit was not read since this start. */
function mayStartItsOwn(host: HostState, startedAt: EpochMs | undefined, now: EpochMs): boolean {
  const files = freshFact(host, "unit-files", now);
  if (files !== undefined && files.at < (startedAt ?? 0)) return true;
  const flags = files && nextStartFlags(files.fact.files);
  return flags !== undefined && !flags.some(({ name }) => name === "containerd");
}

/** The minute before it says so: docker.service starts and starts, and containerd.service is not there. */
function silentStart(host: HostState, now: EpochMs, sight: EngineSight): SeenCause | undefined {
  const docker = unitOf(host, "docker.service", now);
  const containerd = unitOf(host, "containerd.service", now);
  if (sight.kind !== "down" || docker === undefined || containerd === undefined) return undefined;
  const { activeState, subState, stateChangedAt } = docker.reading;
  const forMs = now - Math.max(stateChangedAt ?? sight.sinceAt, 0);
  const isStarting = activeState === "activating" && subState !== "auto-restart";
  const isContainerdThere = ["active", "activating", "reloading"].includes(containerd.reading.activeState);
  if (mayStartItsOwn(host, stateChangedAt, now)) return undefined;
  if (!isStarting || isContainerdThere || forMs < SILENT_START_MS) return undefined;
  return {
    title: "dockerd waits for containerd",
    summary: `docker.service has been starting for ${durationText(forMs)}, and containerd.service is ${unitText(containerd.reading)}. dockerd dials it for a minute before it gives up.`,
    readAt: Math.min(docker.at, containerd.at),
    ...(stateChangedAt !== undefined && { sinceAt: stateChangedAt }),
    evidence: [
      toEvidence(
        containerd.at,
        "systemctl show containerd.service",
        `ActiveState=${containerd.reading.activeState} SubState=${containerd.reading.subState} Result=${containerd.reading.result}`,
        `containerd.service ${unitText(containerd.reading)}`,
      ),
      toEvidence(
        docker.at,
        "systemctl show docker.service",
        `ActiveState=${activeState} SubState=${subState}`,
        `docker.service starting for ${durationText(forMs)}, limit ${durationText(SILENT_START_MS)}`,
      ),
    ],
    facts: { unit: "containerd.service" },
  };
}
