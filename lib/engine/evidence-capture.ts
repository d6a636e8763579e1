import { type ContainerId, type HostId, isContainerId } from "../domain/ids.ts";
import type { DockerEvent } from "../domain/signal.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import type { CapturedEvidence, Clock, EvidenceStore, Gate } from "./ports.ts";

const LINE_LIMIT = 100;
/** Per line; a stack trace fits, a core dump does not. */
const LINE_LIMIT_CHARS = 4_096;
const INSPECT_LIMIT_CHARS = 32_768;
const DEADLINE_MS = 5 * SECOND_MS;
/** A crash loop dies every few seconds: its first words a minute are enough. */
const PER_CONTAINER_EVERY_MS = MINUTE_MS;
/** A host that loses everything at once must not be asked for everything at once. */
const OPEN_LIMIT = 4;
const WAITING_LIMIT = 20;

interface CaptureOptions {
  readonly hostId: HostId;
  readonly gate: Gate;
  readonly store: EvidenceStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly redact: (text: string) => string;
  /** Lines that belong together: a key block over several of them is found only so. */
  readonly redactLines: (lines: readonly string[]) => readonly string[];
  readonly onCaptured: (evidence: CapturedEvidence) => void;
}

/**
 * Saves what vanishes with a dying container: its last 100 lines and its inspect, redacted and bounded,
 * at the moment its `die` or `oom` event arrives. A container started with `--rm` is gone a moment later,
 * then what could be read in time is kept and the rest is missing.
 */
export function createEvidenceCapture(options: CaptureOptions): {
  readonly take: (event: DockerEvent) => void;
  readonly stop: () => void;
} {
  const stopping = new AbortController();
  const lastAt = new Map<string, EpochMs>();
  const waiting: { id: ContainerId; event: DockerEvent }[] = [];
  let open = 0;

  function take(event: DockerEvent): void {
    if (event.type !== "container" || (event.action !== "die" && event.action !== "oom")) return;
    const id = event.actorId;
    if (!isContainerId(id)) return;
    const now = options.clock.now();
    if (now - (lastAt.get(id) ?? Number.NEGATIVE_INFINITY) < PER_CONTAINER_EVERY_MS) return;
    for (const [known, at] of lastAt) if (now - at >= PER_CONTAINER_EVERY_MS) lastAt.delete(known);
    lastAt.set(id, now);
    if (waiting.length < WAITING_LIMIT) waiting.push({ id, event });
    pump();
  }

  function pump(): void {
    while (open < OPEN_LIMIT) {
      const next = waiting.shift();
      if (next === undefined) return;
      open += 1;
      void capture(next.id, next.event).finally(() => {
        open -= 1;
        pump();
      });
    }
  }

  async function capture(id: ContainerId, event: DockerEvent): Promise<void> {
    const { hostId, gate, clock, redact } = options;
    const inspect = await gate
      .ask("docker.inspect", { host: hostId, id }, { deadlineMs: DEADLINE_MS, signal: stopping.signal })
      .catch(() => undefined);
    // Asked for a log that is kept nowhere, dockerd logs an error, as every classic build would make it do.
    const hasLog = !(inspect?.ok === true && inspect.reading.logDriver === "none");
    const lines = hasLog ? await lastLines(id).catch(() => []) : [];
    const inspected = inspect?.ok === true ? JSON.stringify(inspect.reading, undefined, 2) : undefined;
    if (stopping.signal.aborted || (lines.length === 0 && inspected === undefined)) return;
    const subject = event.attributes.name ?? id.slice(0, 12);
    const exitCode = event.attributes.exitCode;
    const evidence: CapturedEvidence = {
      id: options.newId(),
      hostId,
      subject,
      containerId: id,
      title: `Last words of ${subject}${exitCode === undefined ? "" : `, exit ${exitCode}`}`,
      capturedAt: clock.now(),
      lines,
      ...(inspected !== undefined && { inspect: redact(inspected).slice(0, INSPECT_LIMIT_CHARS) }),
    };
    await options.store.save(evidence);
    options.onCaptured(evidence);
  }

  async function lastLines(id: ContainerId): Promise<CapturedEvidence["lines"]> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(DEADLINE_MS)]);
    const frames = options.gate.follow(
      "container.logs",
      { host: options.hostId, id, tail: LINE_LIMIT, follow: false },
      { signal },
    );
    const lines: CapturedEvidence["lines"][number][] = [];
    for await (const frame of frames) {
      if (frame.kind !== "lines") continue;
      lines.push(...frame.lines);
    }
    const last = lines.slice(-LINE_LIMIT);
    const texts = options.redactLines(last.map(({ text }) => text));
    return last.map(({ timeNano, stream }, index) => ({
      timeNano,
      stream,
      text: (texts[index] ?? "").slice(0, LINE_LIMIT_CHARS),
    }));
  }

  return { take, stop: () => stopping.abort() };
}
