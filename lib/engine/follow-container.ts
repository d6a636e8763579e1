import { setTimeout as wait } from "node:timers/promises";
import { messageOf } from "../domain/errors.ts";
import type { ContainerId } from "../domain/ids.ts";
import type { ContainerLifeMark, ContainerLogRow } from "../protocol/row-views.ts";
import { createContainerLives, lifeRow, nanoOf } from "./container-lives.ts";
import { createLineResume, RESUME_TAIL, skippedRow } from "./line-resume.ts";
import type { LogSources } from "./log-sources.ts";
import { createWakeUp } from "./wake-up.ts";

const INSPECT_DEADLINE_MS = 3_000;
/** A container that dies at once is attached to at most so often; what it writes between is read afterwards. */
const BETWEEN_STREAMS_MS = 1_000;

export interface FollowedRows {
  readonly rows: readonly ContainerLogRow[];
  readonly endedBecause?: string;
}

/**
 * Lines of one container as they come, across its deaths and starts; the reader's pace reaches the daemon.
 * After each end of a stream the next is opened by a start event, or by the first answer of a daemon that
 * was gone. Throws what the gate says of a container it does not list when nothing was read yet.
 */
export async function* followContainer(
  sources: LogSources,
  hostId: string,
  containerId: ContainerId,
  options: { readonly tail: number; readonly signal: AbortSignal },
): AsyncGenerator<FollowedRows> {
  const { gate, clock, recent } = sources;
  const { signal } = options;
  const key = `${hostId}/${containerId}`;
  const lives = createContainerLives(containerId, sources.nameOf(hostId, containerId));
  const lines = createLineResume(containerId);
  const news = createWakeUp(signal);
  const stops = [
    sources.onEvents(hostId, (rows) => {
      for (const row of rows) lives.add(row);
      news.wake();
    }),
    sources.onReading(hostId, news.wake),
  ];
  for (const row of sources.events(hostId)) lives.add(row);
  let isCut = false;
  let isGone = false;

  const markNow = (mark: ContainerLifeMark) => lifeRow(containerId, nanoOf(clock.now()), mark);

  /** One stream of the daemon, from where the last one ended; throws when it breaks. */
  async function* stream(): AsyncGenerator<readonly ContainerLogRow[]> {
    const sinceNano = lines.sinceNano();
    lines.begin();
    const tail = sinceNano === undefined ? options.tail : RESUME_TAIL;
    const args = { host: hostId, id: containerId, tail, follow: true, ...(sinceNano && { sinceNano }) };
    for await (const frame of gate.follow("container.logs", args, { signal })) {
      if (isCut) yield [markNow({ kind: "resumed" })];
      isCut = false;
      if (frame.kind === "ended" && frame.isBroken) throw new Error(frame.reason);
      if (frame.kind === "ended") return;
      if (frame.kind === "skipped") {
        lines.skipTo(nanoOf(frame.toAt + 1) - 1n);
        yield [skippedRow(containerId, frame)];
        continue;
      }
      const rows = lives.between(lines.take(frame.lines));
      recent.add(key, rows);
      yield rows;
    }
  }

  /** What can be shown of a container whose daemon could not be asked even once. */
  async function lastKnown(): Promise<readonly ContainerLogRow[]> {
    if (lines.sinceNano() !== undefined) return [];
    const kept = recent.of(key);
    const rows = kept.length > 0 ? kept : await sources.fromJournal(hostId, containerId);
    const last = rows.at(-1);
    if (last === undefined) return [];
    lines.skipTo(BigInt(last.timeNano));
    const source = kept.length > 0 ? "memory" : "journal";
    const first = BigInt(rows[0]?.timeNano ?? last.timeNano);
    return [lifeRow(containerId, first, { kind: "last-known", source }), ...rows];
  }

  /** Docker counts restarts by policy: inspect tells which life it is that it calls started. */
  async function numberLife(startNano: string | undefined): Promise<void> {
    if (startNano === undefined) return;
    const answer = await gate
      .ask("docker.inspect", { host: hostId, id: containerId }, { deadlineMs: INSPECT_DEADLINE_MS, signal })
      .catch(() => undefined); // then the life has no number
    if (answer?.ok !== true || answer.reading.startedAt === undefined) return;
    const { restartCount, state, startedAt } = answer.reading;
    // Docker counts a restart when it decides on it: while it waits, the next life is counted already.
    lives.setLife(restartCount + (state === "restarting" ? 0 : 1), startedAt);
  }

  /** Waits until there is something to attach to again, and tells what happens meanwhile. */
  async function* untilAgain(attachedTo: string | undefined): AsyncGenerator<readonly ContainerLogRow[]> {
    const endedAt = clock.now();
    let numbered = attachedTo;
    while (!signal.aborted) {
      const start = lives.lastStartNano();
      const isNewLife = start !== undefined && BigInt(start) > BigInt(attachedTo ?? "0");
      if (start !== numbered) await numberLife(start);
      numbered = start;
      yield lives.rest();
      if (isNewLife) return;
      const ping = sources.pingOf(hostId);
      const isFresh = ping !== undefined && ping.at > endedAt;
      if (isCut && !isGone && isFresh && ping.isAnswering) return;
      if (!isCut && isFresh && !ping.isAnswering) {
        isCut = true;
        yield [markNow({ kind: "cut-off", reason: ping.reason ?? "the daemon does not answer" })];
      }
      await news.next();
    }
  }

  try {
    await numberLife(lives.lastStartNano());
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const openedAt = clock.now();
      const attachedTo = lives.lastStartNano();
      try {
        for await (const rows of stream()) if (rows.length > 0) yield { rows };
      } catch (error) {
        if (signal.aborted) return;
        isGone = codeOf(error) === "unknown-container";
        if (isFirst && isGone) throw error;
        if (isGone && lives.end() === undefined) yield { rows: [markNow({ kind: "removed" })] };
        if (!isGone && !isCut) {
          isCut = true;
          const rows = [...lives.between(await lastKnown()), ...lives.rest()];
          yield { rows: [...rows, markNow({ kind: "cut-off", reason: messageOf(error) })] };
        }
      }
      for await (const rows of untilAgain(attachedTo)) if (rows.length > 0) yield { rows };
      const pauseMs = Math.max(0, openedAt + BETWEEN_STREAMS_MS - clock.now());
      await wait(pauseMs, undefined, { signal }).catch(() => undefined); // aborted: the loop ends
    }
  } finally {
    for (const stop of stops) stop();
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
