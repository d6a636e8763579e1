import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { InspectReading } from "../../readings.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { freshList, listedText } from "../shared/running.ts";
import { containerFacts, listedByName, restOfContainers } from "../shared/subjects.ts";
import { clipped, toEvidence } from "../shared/text.ts";

// A shell's words for "not found" and "may not be executed".
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
// Docker's word for a run that gave no code: it could not be started, or ran into its timeout.
const NO_CODE = -1;
const CANNOT_START = /OCI runtime exec failed|unable to start container process|executable file not found/;
// Docker keeps five; three alike are no accident of one run.
const RUNS = 3;

/** The check cannot do its work, so what it says of the container is worth nothing: its program is not in the image. */
export const healthProbeBroken: Mode = {
  id: "health-probe-broken",
  inputs: ["inspect", "containers"],
  windows: {
    raiseAfterMs: 5 * SECOND_MS,
    raiseAfterReadings: 1,
    // One run that worked proves that it can.
    clearAfterMs: 10 * SECOND_MS,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const judged = new Set<string>();
    const judgements: Judgement[] = [];
    const list = freshList(host, now);
    const listed = list && listedByName(list);
    for (const { inspect, at } of broken(host)) {
      if (listed?.get(inspect.name)?.id !== inspect.id) continue;
      judged.add(inspect.name);
      judgements.push(judge(host, inspect, at, now));
    }
    return [
      ...judgements,
      ...restOfContainers(host, open, judged, now, ({ id }) => host.inspects.get(id)?.lastGood?.at),
    ];
  },
};

interface Broken {
  readonly inspect: InspectReading;
  readonly at: EpochMs;
}
const found = new WeakMap<HostState["inspects"], readonly Broken[]>();

function broken({ inspects }: HostState): readonly Broken[] {
  const known = found.get(inspects);
  if (known !== undefined) return known;
  const some = [...inspects.values()].flatMap(({ lastGood }) =>
    lastGood !== undefined && isBroken(lastGood.reading)
      ? [{ inspect: lastGood.reading, at: lastGood.at }]
      : [],
  );
  found.set(inspects, some);
  return some;
}

function isBroken({ health, state }: InspectReading): boolean {
  const codes = health?.exitCodes ?? [];
  if (state !== "running" || health === undefined || codes.length < RUNS) return false;
  const cannotStart = CANNOT_START.test(health.lastOutput ?? "");
  return codes.every(
    (code) => code === NOT_FOUND || code === NOT_EXECUTABLE || (code === NO_CODE && cannotStart),
  );
}

function judge(host: HostState, inspect: InspectReading, at: EpochMs, now: EpochMs): Judgement {
  const { id, name, image, health } = inspect;
  const code = health?.exitCodes?.at(-1) ?? NO_CODE;
  const output = (health?.lastOutput ?? "").trim();
  const why = code === NOT_EXECUTABLE ? "may not be executed" : "is not in the image";
  return {
    subject: name,
    verdict: "failing",
    severity: "ticket",
    part: "ctrs",
    title: "Health check broken",
    summary: `The health check of ${name} cannot run: its program ${why}. Nothing is known of the service behind it.`,
    readAt: at,
    // No run ever worked: it was broken before Docker called the container unhealthy for it.
    ...(inspect.startedAt !== undefined && { sinceAt: inspect.startedAt }),
    evidence: [
      toEvidence(
        at,
        "GET /containers/{id}/json",
        `ExitCodes=${(health?.exitCodes ?? []).join(",")}\n${output}`,
        `probe exit ${code}, every run: ${clipped(output, 30)}`,
      ),
    ],
    blast: {
      affected: [`What reads the health of ${name}`],
      parts: [],
      notAffected: [`${name} runs`, ...listedText(host, now, name)],
    },
    facts: { ...containerFacts(id, name, image), probeExitCode: String(code) },
  };
}
