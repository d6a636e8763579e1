import type { FactName } from "../../domain/facts.ts";
import { parseFact } from "../../domain/parse/parse-fact.ts";
import type { FactAnswer } from "../../gate-protocol/answers.ts";
import type { RunningProcess } from "../exec.ts";
import { FACT_TABLE, type FactRow, isReaderPath, type LaneName } from "./facts.ts";
import { createHostPaths, type HostPaths } from "./host-paths.ts";
import { createLane, type Lane, type LaneAnswer, type LaneRequest } from "./lane.ts";
import { createSuspects } from "./suspects.ts";

export interface FactReader {
  readonly read: (name: FactName, deadlineMs: number) => Promise<FactAnswer>;
  readonly learn: HostPaths["learn"];
  /** The slow lane for a reading that is no fact. */
  readonly ask: (lane: LaneName, request: LaneRequest) => Promise<LaneAnswer>;
  readonly close: () => void;
}

// A frame ends at 1 MiB; escapes make JSON longer than the text.
const JSON_LIMIT_BYTES = 960 * 1024;
const REST_FIRST_MS = 5_000;
const REST_LIMIT_MS = 30_000;
const PATHS_AGE_MS = 60_000;
/** What says where other readings have to look. */
const LEARNT_FROM: readonly FactName[] = ["units", "unit-files", "config-file", "layers", "log-files"];

/**
 * Facts of one host over its lanes. Two askers of one fact share one reading. A fact that hangs
 * rests before it is tried again, so a dead mount gathers a few stuck commands on the host, not thousands.
 */
export function createFactReader(socketPath: string, start: () => RunningProcess | undefined): FactReader {
  const lanes: Record<LaneName, Lane> = {
    fast: createLane(start),
    slow: createLane(start),
    deep: createLane(start),
  };
  const paths = createHostPaths();
  const suspects = createSuspects();
  const underWay = new Map<FactName, Promise<FactAnswer>>();
  const rests = new Map<FactName, { readonly untilMs: number; readonly lengthMs: number }>();
  let pathsReadMs = Number.NEGATIVE_INFINITY;

  const argumentOf = (row: FactRow): readonly string[] => {
    switch (row.argument) {
      case "glance":
        return [socketPath, paths.dataRoot(), paths.configFile(), ...paths.processes().map(String)];
      case "socket":
        return [socketPath];
      case "data-root":
        return [paths.dataRoot()];
      case "config-file":
        return [paths.configFile()];
      case "certificate":
        return [paths.certificate()];
      case "suspects":
        return [paths.dataRoot(), ...suspects.lists()];
      default:
        return [];
    }
  };

  const readNow = async (name: FactName, deadlineMs: number): Promise<FactAnswer> => {
    const startedMs = performance.now();
    const row: FactRow = FACT_TABLE[name];
    const tookMs = (): number => Math.round(performance.now() - startedMs);
    const rest = rests.get(name);
    if (rest !== undefined && startedMs < rest.untilMs) {
      const message = `${name} hangs on this host; it is tried again in ${seconds(rest.untilMs - startedMs)}`;
      return { ok: false, failure: "timeout", message, durationMs: 0 };
    }
    const isAboutPaths = row.argument === "data-root" || row.argument === "config-file";
    if (isAboutPaths && startedMs - pathsReadMs > PATHS_AGE_MS) {
      pathsReadMs = startedMs;
      await read("unit-files", deadlineMs);
    }
    // Where the certificate lies stands in daemon.json.
    if (row.argument === "certificate") await read("config-file", deadlineMs);
    const args = argumentOf(row);
    // Whatever follows the path was made of ids that were checked one by one.
    if (!args.slice(0, 1).every(isReaderPath)) {
      return {
        ok: false,
        failure: "absent",
        message: `not a path this reader takes: ${args[0]}`,
        durationMs: 0,
      };
    }
    const request = {
      word: name,
      args,
      deadlineMs: Math.min(deadlineMs, row.deadlineMs),
      limitBytes: row.limitBytes,
    };
    const answer = await lanes[row.lane].ask(request);
    if (answer.kind === "timeout" && answer.wasStarted) {
      const lengthMs = Math.min(REST_LIMIT_MS, rest === undefined ? REST_FIRST_MS : rest.lengthMs * 2);
      rests.set(name, { untilMs: performance.now() + lengthMs, lengthMs });
    } else if (answer.kind === "answered") rests.delete(name);
    return toFactAnswer(name, answer, tookMs());
  };

  const learnFrom = (name: FactName, answer: FactAnswer): void => {
    if (!answer.ok || !LEARNT_FROM.includes(name)) return;
    try {
      const fact = parseFact(name, answer.text, 0);
      paths.learnFrom(fact);
      suspects.learnFrom(fact);
    } catch {
      // Web parses the same text and shows what is wrong with it.
    }
  };

  const read = (name: FactName, deadlineMs: number): Promise<FactAnswer> => {
    const running = underWay.get(name);
    if (running !== undefined) return running;
    const reading = readNow(name, deadlineMs)
      .then((answer) => {
        learnFrom(name, answer);
        return answer;
      })
      .finally(() => underWay.delete(name));
    underWay.set(name, reading);
    return reading;
  };

  return {
    read,
    learn: paths.learn,
    ask: (lane, request) => lanes[lane].ask(request),
    close: () => {
      lanes.fast.close();
      lanes.slow.close();
      lanes.deep.close();
    },
  };
}

const seconds = (ms: number): string => `${Math.max(1, Math.round(ms / 1_000))} s`;

function toFactAnswer(name: FactName, answer: LaneAnswer, durationMs: number): FactAnswer {
  switch (answer.kind) {
    case "timeout": {
      const message = answer.wasStarted
        ? `${name} did not come back within its deadline`
        : `${name} waited behind another reading of this host`;
      return { ok: false, failure: "timeout", message, durationMs };
    }
    case "ended":
      return { ok: false, failure: "channel-down", message: answer.reason, durationMs };
    case "answered":
      if (answer.status !== "ok") {
        return { ok: false, failure: answer.status, message: answer.message, durationMs };
      }
      return { ok: true, ...boundedText(answer.body, answer.isTruncated), durationMs };
  }
}

/** Whole lines only, and small enough for a frame whatever it holds. */
function boundedText(body: Buffer, isCut: boolean): { readonly text: string; readonly isTruncated: boolean } {
  let text = body.toString("utf8");
  let isTruncated = isCut;
  while (Buffer.byteLength(JSON.stringify(text)) > JSON_LIMIT_BYTES) {
    text = text.slice(0, Math.floor(text.length * 0.7));
    isTruncated = true;
  }
  return { text: isTruncated ? text.slice(0, text.lastIndexOf("\n") + 1) : text, isTruncated };
}
