import type { ContainerId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { InspectReading } from "../../readings.ts";
import type { ModeId, Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { settled } from "./judgement.ts";
import { freshList } from "./running.ts";
import { containerFacts, listedById, listedByName } from "./subjects.ts";
import { toEvidence } from "./text.ts";

/** What is risky about one container: nothing happens yet. */
export interface Risk {
  readonly summary: string;
  /** The fields as inspect has them. */
  readonly text: string;
  readonly reading: string;
  readonly facts?: Readonly<Record<string, string>>;
}

interface RiskModeOptions {
  readonly id: ModeId;
  readonly title: string;
  readonly part: Judgement["part"];
  /** Of a container that runs. `listedImage` is the image as the list words it; undefined: nobody can say. */
  readonly riskOf: (inspect: InspectReading, listedImage: string) => Risk | "none" | undefined;
}

// A container that is gone for a moment is being replaced: the risk of the old one need not be told as over.
const CLEAR_AFTER_MS = MINUTE_MS;

/**
 * A risk of containers that run: severity `notice`, so it stands on the Host page and nowhere else. It is said when it
 * is new, when it changes and when it is over; in between nothing is said, so that a thousand of them cost nothing.
 */
export function riskMode(options: RiskModeOptions): Mode {
  const riskOf = remembered(options.riskOf);
  return {
    id: options.id,
    inputs: ["inspect", "containers"],
    windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: CLEAR_AFTER_MS, clearAfterReadings: 1 },
    judge: (host, now, open) => {
      const list = freshList(host, now);
      if (list === undefined) return [];
      const known = new Map(open.map((symptom) => [symptom.subject, symptom]));
      const listed = listedById(list);
      const judgements: Judgement[] = [];
      for (const [id, { lastGood }] of host.inspects) {
        const container = listed.get(id);
        if (lastGood === undefined || container?.state !== "running") continue;
        const { reading: inspect, at } = lastGood;
        const risk = riskOf(inspect, container.image);
        const symptom = known.get(container.name);
        if (risk === undefined) continue;
        if (risk === "none") {
          if (symptom !== undefined) judgements.push(...settled(open, container.name, "passing", at));
          continue;
        }
        if (symptom === undefined || !isSaid(symptom, id, risk))
          judgements.push(toJudgement(options, id, container.name, inspect, risk, at));
      }
      const names = listedByName(list);
      for (const { subject } of open) {
        if (names.has(subject)) continue;
        judgements.push(...settled(open, subject, "gone", host.containers.lastGood?.at ?? now));
      }
      return judgements;
    },
  };
}

const isSaid = (symptom: Symptom, id: ContainerId, risk: Risk): boolean =>
  (symptom.state === "seen" || symptom.state === "raised") &&
  !symptom.isUnknown &&
  symptom.facts.containerId === id &&
  symptom.summary === risk.summary;

/** An inspect never changes: what it says is worked out once. */
function remembered(riskOf: RiskModeOptions["riskOf"]): RiskModeOptions["riskOf"] {
  const known = new WeakMap<
    InspectReading,
    { readonly image: string; readonly risk: ReturnType<typeof riskOf> }
  >();
  return (inspect, image) => {
    const before = known.get(inspect);
    if (before !== undefined && before.image === image) return before.risk;
    const risk = riskOf(inspect, image);
    known.set(inspect, { image, risk });
    return risk;
  };
}

function toJudgement(
  { title, part }: RiskModeOptions,
  id: ContainerId,
  name: string,
  inspect: InspectReading,
  risk: Risk,
  at: EpochMs,
): Judgement {
  return {
    subject: name,
    verdict: "failing",
    severity: "notice",
    part,
    title,
    summary: risk.summary,
    readAt: at,
    ...(inspect.startedAt !== undefined && { sinceAt: inspect.startedAt }),
    evidence: [toEvidence(at, "GET /containers/{id}/json", risk.text, risk.reading)],
    blast: { affected: [], parts: [], notAffected: [] },
    facts: { ...containerFacts(id, name, inspect.image), ...risk.facts },
  };
}
