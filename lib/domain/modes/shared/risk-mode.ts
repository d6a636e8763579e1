import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading, InspectReading } from "../../readings.ts";
import { isThere, type ModeId, type Symptom } from "../../symptom.ts";
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
  const risksOf = remembered(options.riskOf);
  return {
    id: options.id,
    // A risk can wait for the next tick: an inspect comes four times a second.
    inputs: ["containers"],
    windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: CLEAR_AFTER_MS, clearAfterReadings: 1 },
    judge: (host, now, open) => {
      const list = freshList(host, now);
      if (list === undefined) return [];
      const known = new Map(open.map((symptom) => [symptom.subject, symptom]));
      const judgements: Judgement[] = [];
      for (const { id, name, inspect, risk, at } of risksOf(host.inspects, list)) {
        const symptom = known.get(name);
        if (risk === "none") {
          if (symptom !== undefined) judgements.push(...settled(open, name, "passing", at));
        } else if (symptom === undefined || !isSaid(symptom, id, risk))
          judgements.push(toJudgement(options, id, name, inspect, risk, at));
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
  isThere(symptom) &&
  !symptom.isUnknown &&
  symptom.facts.containerId === id &&
  symptom.summary === risk.summary;

interface Found {
  readonly id: ContainerId;
  readonly name: string;
  readonly inspect: InspectReading;
  readonly risk: Risk | "none";
  readonly at: EpochMs;
}

/** An inspect never changes: what it says is worked out once, and all of it once for each state of the inspects. */
function remembered(riskOf: RiskModeOptions["riskOf"]) {
  const each = new WeakMap<
    InspectReading,
    { readonly image: string; readonly risk: ReturnType<typeof riskOf> }
  >();
  const all = new WeakMap<Inspects, { readonly list: List; readonly found: readonly Found[] }>();

  const riskOfOne = (inspect: InspectReading, image: string): ReturnType<typeof riskOf> => {
    const before = each.get(inspect);
    if (before !== undefined && before.image === image) return before.risk;
    const risk = riskOf(inspect, image);
    each.set(inspect, { image, risk });
    return risk;
  };
  return (inspects: Inspects, list: List): readonly Found[] => {
    const known = all.get(inspects);
    if (known?.list === list) return known.found;
    const listed = listedById(list);
    const found: Found[] = [];
    for (const [id, { lastGood }] of inspects) {
      const container = listed.get(id);
      if (lastGood === undefined || container?.state !== "running") continue;
      const { reading: inspect, at } = lastGood;
      const risk = riskOfOne(inspect, container.image);
      if (risk !== undefined) found.push({ id, name: container.name, inspect, risk, at });
    }
    all.set(inspects, { list, found });
    return found;
  };
}

type Inspects = HostState["inspects"];
type List = readonly ContainerReading[];

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
