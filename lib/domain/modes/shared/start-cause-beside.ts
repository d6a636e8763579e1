import type { HostState } from "../../host-state.ts";
import type { Judgement } from "../../mode.ts";
import type { EpochMs } from "../../time.ts";
import type { EngineSight } from "./engine-sight.ts";
import { lineEvidence, linesWith } from "./log-lines.ts";
import { ON_DISK, STOPS_THE_START } from "./relations.ts";
import { blastOfStart } from "./start-cause.ts";
import type { SeenCause, StartCauseSpec } from "./start-cause-spec.ts";

/** A start cause that other readings show, without a word of dockerd. */
export function judgeSeen(
  spec: StartCauseSpec,
  host: HostState,
  now: EpochMs,
  sight: EngineSight,
  seen: SeenCause,
): Judgement {
  const isDown = sight.kind === "down";
  return {
    subject: "",
    verdict: "failing",
    variant: isDown ? STOPS_THE_START : ON_DISK,
    severity: isDown ? "page" : "ticket",
    part: spec.part,
    title: seen.title ?? spec.title,
    summary: seen.summary,
    readAt: seen.readAt,
    ...(seen.sinceAt !== undefined && { sinceAt: seen.sinceAt }),
    evidence: seen.evidence,
    blast: isDown
      ? blastOfStart(host, { isDown }, now)
      : { affected: [], parts: [], notAffected: ["dockerd answers"] },
    facts: seen.facts ?? {},
  };
}

/** What a call or a container met while dockerd runs on. */
export function metWhileRunning(
  spec: StartCauseSpec,
  host: HostState,
  now: EpochMs,
  readAt: EpochMs,
): Judgement | undefined {
  const { whileRunning } = spec;
  if (whileRunning === undefined) return undefined;
  const lines = linesWith(host, whileRunning.signatureIds, now - whileRunning.forMs);
  const [newest] = lines;
  if (newest === undefined) return undefined;
  const told = spec.tell(newest);
  return {
    subject: "",
    verdict: "failing",
    variant: ON_DISK,
    severity: "ticket",
    part: spec.part,
    title: whileRunning.title,
    summary: told.summary,
    // Each look at the daemon since is another reading: nothing has told that it is over.
    readAt,
    sinceAt: lines.at(-1)?.line.sourceAt ?? newest.line.sourceAt,
    evidence: lines.slice(0, 5).map((line) => lineEvidence(line)),
    blast: { affected: [], parts: [], notAffected: ["dockerd answers"] },
    facts: told.facts ?? {},
  };
}
