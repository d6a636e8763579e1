import type { Mode } from "../../mode.ts";
import type { ModeId } from "../../symptom.ts";
import { sightOfEngine } from "./engine-sight.ts";
import { unitOf, unitText } from "./host-facts.ts";
import { settled } from "./judgement.ts";
import { lineEvidence, linesWith } from "./log-lines.ts";
import { START_MODE } from "./start-cause.ts";
import { asLongAsDaemonDown } from "./start-cause-mode.ts";
import { cameUpAt, failuresSince } from "./start-words.ts";
import { toEvidence } from "./text.ts";

export interface StartEffectSpec {
  readonly id: ModeId;
  readonly signatureIds: readonly string[];
  /** `Result` of docker.service or docker.socket. */
  readonly results: readonly string[];
  readonly title: string;
  readonly summary: string;
}

/** What systemd does about a start that fails: there while the daemon is down, beneath whatever is the cause. */
export function startEffectMode({ id, signatureIds, results, title, summary }: StartEffectSpec): Mode {
  return {
    id,
    ...START_MODE,
    judge: (host, now, open) => {
      const sight = sightOfEngine(host, now);
      if (sight.kind === "answers") return settled(open, "", "passing", sight.readAt).map(asLongAsDaemonDown);
      if (sight.kind === "down" && cameUpAt(host) !== undefined)
        return settled(open, "", "passing", sight.readAt).map(asLongAsDaemonDown);
      if (sight.kind !== "down") return settled(open, "", "unknown", sight.readAt);
      const units = ["docker.service", "docker.socket"].flatMap((name) => unitOf(host, name, now) ?? []);
      const hit = units.filter(({ reading }) => results.includes(reading.result));
      const lines = linesWith(host, signatureIds, failuresSince(host));
      const [newest] = lines;
      // What a unit says now is newer than any line: reset, it may be started again.
      if (hit.length === 0 && (units.length > 0 || newest === undefined))
        return settled(open, "", units.length > 0 ? "passing" : "unknown", sight.readAt);
      const readAt = hit[0]?.at ?? newest?.line.sourceAt ?? sight.readAt;
      return [
        {
          subject: "",
          verdict: "failing",
          severity: "page",
          part: "unit",
          title,
          summary,
          readAt,
          sinceAt: newest?.line.sourceAt ?? hit[0]?.reading.stateChangedAt ?? readAt,
          evidence: [
            ...hit.map(({ at, reading }) =>
              toEvidence(
                at,
                `systemctl show ${reading.name}`,
                `ActiveState=${reading.activeState} Result=${reading.result} NRestarts=${reading.restarts}`,
                `${reading.name} ${unitText(reading)}`,
              ),
            ),
            ...lines.slice(0, 2).map((line) => lineEvidence(line)),
          ],
          blast: {
            affected: ["systemd does not start dockerd again by itself"],
            parts: ["dockerd"],
            notAffected: [],
          },
          facts: { unit: "docker.service", result: hit[0]?.reading.result ?? results[0] ?? "" },
        },
      ];
    },
  };
}
