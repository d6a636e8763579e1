import { FoghornError } from "../../domain/errors.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Gate } from "../../engine/ports.ts";
import type { AnswerOf, GateHost, GateStatus, SpoolFrame, SpoolRecord } from "../../gate-protocol/answers.ts";
import type { OperationArgs, OperationName } from "../../gate-protocol/operations.ts";
import type { FleetGroup, FleetPlan } from "./fleet-plan.ts";
import { type RecordingHead, type RecordingLine, recordingKey } from "./format.ts";
import { readRecording } from "./replay.ts";
import { shiftTimes } from "./shift-times.ts";

type LineOf<Kind extends RecordingLine["kind"]> = Extract<RecordingLine, { kind: Kind }>;

/** One recorded host as it is played: which, and how far into the session it is after so many ms. */
interface Player {
  readonly id: string;
  readonly source: string;
  readonly labels: GateHost["labels"];
  readonly fromMs: number;
  readonly lengthMs: number;
  readonly delayMs: number;
}

export interface Fleet {
  readonly head: RecordingHead;
  readonly gate: Gate;
  readonly hostCount: number;
}

/**
 * Hosts of a recording, multiplied and played in a loop at the real time, beside those of `real` where there is such
 * a gate. What a recording holds is read as if it were said now. Throws `invalid-input` when there is no recording.
 */
export async function openFleet(plan: FleetPlan, real: Gate | undefined, now: () => EpochMs): Promise<Fleet> {
  const { head, lines } = await readRecording(plan.recording);
  const startedAt = now();
  const players = new Map(plan.groups.flatMap(playersOf).map((player) => [player.id, player]));
  const answers = Map.groupBy(
    linesOf(lines, "answer").filter((line) => !isOfConnecting(line)),
    (line) => line.key,
  );
  const streams = Map.groupBy(linesOf(lines, "frames"), (line) => line.key);
  const spools = Map.groupBy(linesOf(lines, "spool"), (line) => line.host);
  const statuses = linesOf(lines, "status");

  /** Where in the session a player is, and by how much its times are moved then. */
  function at({ fromMs, lengthMs, delayMs }: Player, elapsedMs = now() - startedAt) {
    const played = Math.max(0, elapsedMs - delayMs);
    const t = fromMs + (played % lengthMs);
    return { t, round: Math.floor(played / lengthMs), byMs: startedAt + elapsedMs - head.recordedAt - t };
  }
  const told = <Value>(value: Value, byMs: number): Value =>
    JSON.parse(shiftTimes(JSON.stringify(value), head.recordedAt, byMs)) as Value;

  function lastBefore<Line extends { readonly t: number }>(
    known: readonly Line[],
    t: number,
  ): Line | undefined {
    return known.findLast((line) => line.t <= t) ?? known[0];
  }

  function hostOf(player: Player): GateHost {
    const { t, byMs } = at(player, 0);
    const host = lastBefore(statuses, t)?.status.hosts.find(({ id }) => id === player.source);
    if (host === undefined) {
      throw new FoghornError("invalid-input", `${plan.recording} knows no host ${player.source}.`);
    }
    const { id, labels } = player;
    return { ...told(host, byMs), id, labels, url: `recording:${player.source}`, isRecorded: true };
  }
  const hosts = [...players.values()].map(hostOf);

  /** Until this player is at `t` of the given round. */
  async function waitFor(player: Player, round: number, t: number, signal: AbortSignal): Promise<void> {
    const dueMs = player.delayMs + round * player.lengthMs + (t - player.fromMs);
    await delay(dueMs - (now() - startedAt), signal);
  }

  async function* records(player: Player, signal: AbortSignal): AsyncGenerator<SpoolFrame> {
    const all = spools.get(player.source) ?? [];
    let seq = 0;
    const frame = (records: readonly SpoolRecord[], round: number, byMs: number): SpoolFrame => ({
      kind: "records",
      records: told(records, byMs).map((record) => {
        seq += 1;
        return { ...inRound(record, round), seq };
      }),
    });
    yield {
      kind: "position",
      epoch: `fleet-${startedAt}`,
      seq: 0,
      droppedCount: 0,
      gateStartedAt: startedAt,
      streams: [],
    };
    const before = all.filter(({ t }) => t <= player.fromMs).flatMap((line) => line.records);
    yield frame(openStreams(before), 0, at(player, 0).byMs);
    const end = player.fromMs + player.lengthMs;
    const stretch = all.filter(({ t }) => t > player.fromMs && t < end);
    for (let round = 0; !signal.aborted; round += 1) {
      for (const line of stretch) {
        await waitFor(player, round, line.t, signal);
        if (signal.aborted) return;
        yield frame(line.records, round, now() - head.recordedAt - line.t);
      }
      await waitFor(player, round, end, signal);
    }
  }

  async function* statusFrames(signal: AbortSignal): AsyncGenerator<GateStatus> {
    if (real === undefined) {
      yield {
        version: "recording",
        epoch: `fleet-${startedAt}`,
        startedAt,
        configProblems: [],
        hosts,
        discovery: [],
      };
      await delay(Number.POSITIVE_INFINITY, signal);
      return;
    }
    for await (const status of real.follow("gate.follow", {}, { signal })) {
      yield { ...status, hosts: [...status.hosts, ...hosts] };
    }
  }

  const playerOf = (args: object): Player | undefined =>
    players.get((args as { readonly host?: string }).host ?? "");

  return {
    head,
    hostCount: hosts.length,
    gate: {
      async ask(name, args, options) {
        const player = playerOf(args);
        if (player === undefined) {
          if (real === undefined) throw new FoghornError("gate-down", "No gate runs beside the recording.");
          return real.ask(name, args, options);
        }
        if (name === "spool.ack") return { ok: true } as AnswerOf<typeof name>;
        const { t, byMs } = at(player);
        const last = lastBefore(answers.get(keyOf(name, args, player)) ?? [], t);
        if (last === undefined) throw new FoghornError("gate-down", "The recording has no answer to this.");
        // A clock is read at the moment of the answer; all else keeps its distance to the rest of the session.
        const movedMs = name === "docker.info" ? now() - head.recordedAt - last.t : byMs;
        return told(last.answer, movedMs) as AnswerOf<typeof name>;
      },
      follow: (name, args, { signal }) => follow(name, args, signal),
    },
  };

  async function* follow<Name extends OperationName>(
    name: Name,
    args: OperationArgs<Name>,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerOf<Name>> {
    const player = playerOf(args);
    if (name === "gate.follow") yield* statusFrames(signal) as AsyncGenerator<AnswerOf<Name>>;
    else if (player === undefined) {
      if (real !== undefined) yield* real.follow(name, args, { signal });
    } else if (name === "spool.follow") {
      yield* records(player, signal) as AsyncGenerator<AnswerOf<Name>>;
    } else {
      const { t, byMs } = at(player);
      const stream = lastBefore(streams.get(keyOf(name, args, player)) ?? [], t);
      for (const frame of stream?.frames ?? []) yield told(frame, byMs) as AnswerOf<Name>;
    }
  }
}

/** While the gate of the session made its way to the hosts. */
const CONNECTING_MS = 5_000;
const UNREACHED = new Set(["host-unreachable", "channel-down"]);

function isOfConnecting({ t, answer }: LineOf<"answer">): boolean {
  if (t > CONNECTING_MS || typeof answer !== "object" || answer === null) return false;
  return "failure" in answer && UNREACHED.has(String(answer.failure));
}

const linesOf = <Kind extends RecordingLine["kind"]>(
  lines: readonly RecordingLine[],
  kind: Kind,
): readonly LineOf<Kind>[] => lines.filter((line): line is LineOf<Kind> => line.kind === kind);

const keyOf = (name: OperationName, args: object, player: Player): string =>
  recordingKey(name, { ...args, host: player.source });

function playersOf(group: FleetGroup): readonly Player[] {
  const { name, count, labels, host, fromSeconds, toSeconds, spreadSeconds } = group;
  const digits = String(count).length;
  return Array.from({ length: count }, (_, index) => ({
    id: `${name}-${String(index + 1).padStart(digits, "0")}`,
    source: host,
    labels,
    fromMs: fromSeconds * 1_000,
    lengthMs: (toSeconds - fromSeconds) * 1_000,
    delayMs: count === 1 ? 0 : (spreadSeconds * 1_000 * index) / (count - 1),
  }));
}

/** What a stream was when the stretch begins: open or not. What was said before is another story. */
function openStreams(before: readonly SpoolRecord[]): readonly SpoolRecord[] {
  const last = new Map<string, SpoolRecord>();
  for (const record of before) if (record.kind === "stream-state") last.set(record.stream, record);
  return [...last.values()];
}

/** A line that is told again in the next round is another line. */
function inRound(record: SpoolRecord, round: number): SpoolRecord {
  if (record.kind !== "journal-line" || record.line.cursor === "" || round === 0) return record;
  return { ...record, line: { ...record.line, cursor: `${record.line.cursor};round=${round}` } };
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ms <= 0 || signal.aborted) return resolve();
    const timer = Number.isFinite(ms) ? setTimeout(done, ms) : undefined;
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
