import type { LogFrame, LogLine } from "../../gate-protocol/answers.ts";
import type { OperationArgs } from "../../gate-protocol/operations.ts";
import { ApiError, toApiError } from "../docker/failure.ts";
import { getRaw, type RawAnswer } from "../docker/raw-get.ts";
import { GateError } from "../gate-error.ts";
import type { WatchedHost } from "../hosts/watched-host.ts";
import { inBatches } from "./batch.ts";
import { demux, undivided } from "./demux.ts";
import { createFloodLimit } from "./flood-limit.ts";
import { createLineJoiner } from "./join-lines.ts";
import { toDockerTime } from "./timestamp.ts";

type LogsArgs = OperationArgs<"container.logs">;

const BATCH_LINES = 1_000;
const MULTIPLEXED_TYPE = "application/vnd.docker.multiplexed-stream";

function pathOf(version: string, args: LogsArgs): string {
  const query = new URLSearchParams({
    stdout: "1",
    stderr: "1",
    timestamps: "1",
    tail: String(args.tail),
    follow: args.follow ? "1" : "0",
  });
  if (args.sinceNano !== undefined) query.set("since", toDockerTime(args.sinceNano));
  if (args.untilNano !== undefined) query.set("until", toDockerTime(args.untilNano));
  return `/${version}/containers/${args.id}/logs?${query}`;
}

/** Engines from 1.42 on say whether there are frames; before, the container's own settings do. */
const isTerminal = (answer: RawAnswer, isTtyByInspect: boolean): boolean =>
  isTtyByInspect && answer.headers.get("content-type") !== MULTIPLEXED_TYPE;

async function* linesOf(answer: RawAnswer, isTty: boolean): AsyncGenerator<readonly LogLine[]> {
  const joiner = createLineJoiner();
  let brokenBy: unknown;
  try {
    for await (const chunks of isTty ? undivided(answer.body) : demux(answer.body))
      yield chunks.flatMap((chunk) => joiner.take(chunk));
  } catch (error) {
    brokenBy = error;
  }
  // Also what stood there without a line end when it broke off.
  yield joiner.rest();
  if (brokenBy !== undefined) throw brokenBy;
}

/**
 * Lines of one container, as the daemon has them: not redacted, for operators' eyes.
 *
 * Ends with an `ended` frame that says why. A consumer that pauses stops the daemon's writing; a container
 * that floods is thinned to 2,000 lines a second with an exact count of the rest.
 * Errors: GateError `unknown-container`; `daemon` when it cannot be begun.
 */
export async function* containerLogs(
  host: WatchedHost,
  args: LogsArgs,
  signal: AbortSignal,
  now: () => number = Date.now,
): AsyncGenerator<LogFrame> {
  const { answer, isTty } = await begin(host, args, signal);
  const limit = createFloodLimit(now());
  let isBroken = false;
  let reason = args.follow ? "the container ended its output" : "these are all lines that were asked for";
  try {
    for await (const lines of inBatches(linesOf(answer, isTty), BATCH_LINES, limit.isHolding))
      yield* lines.length === 0 ? limit.rest() : limit.take(lines, now());
  } catch (error) {
    if (signal.aborted) return;
    reason = toApiError(error).message;
    isBroken = true;
  }
  yield* limit.rest();
  yield { kind: "ended", reason, ...(isBroken && { isBroken: true }) };
}

async function begin(
  host: WatchedHost,
  args: LogsArgs,
  signal: AbortSignal,
): Promise<{ readonly answer: RawAnswer; readonly isTty: boolean }> {
  const inspected = await host.daemon.inspect(args.id, signal);
  if (!inspected.ok) throw new GateError("daemon", inspected.message);
  try {
    const { path: version } = await host.daemon.negotiated(signal);
    const answer = await getRaw(host.link, pathOf(version, args), signal);
    return { answer, isTty: isTerminal(answer, inspected.reading.isTty) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ApiError) throw new GateError("daemon", error.message, { cause: error });
    throw error;
  }
}
