import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Severity } from "../../severity.ts";
import type { ModeId } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { lineEvidence, linesWith } from "./log-lines.ts";
import { freshList, listedText } from "./running.ts";
import { type FailedStart, failedStarts, type StartErrorKind } from "./start-errors.ts";
import { containerFacts, listedByName, restOfContainers } from "./subjects.ts";
import { toEvidence } from "./text.ts";

interface StartErrorOptions {
  readonly id: ModeId;
  readonly kinds: ReadonlySet<StartErrorKind>;
  /** Lines that say the same; the first group names the container where the line does. */
  readonly lines: readonly string[];
  readonly severity: Severity;
  readonly part: Judgement["part"];
  readonly words: (
    name: string,
    error: string,
    failed: FailedStart | undefined,
  ) => {
    readonly title: string;
    readonly summary: string;
    readonly reading: string;
    readonly facts?: Readonly<Record<string, string>>;
  };
}

// A container that was made with --rm is gone with its failed start: the line alone tells, and is news for so long.
const LINE_COUNTS_MS = 5 * MINUTE_MS;
// A tool that starts a stack tries again within seconds.
const RAISE_AFTER_MS = 5 * SECOND_MS;
// Running again is the end of it; the wait keeps a second try from being a second symptom.
const CLEAR_AFTER_MS = MINUTE_MS;

/** A container whose start failed for one kind of reason: by its own error, and by the daemon's line where there is one. */
export function startErrorMode(options: StartErrorOptions): Mode {
  const { id: mode, kinds, lines } = options;
  return {
    id: mode,
    inputs: ["inspect", "containers", "journal-line", "docker-event"],
    windows: {
      raiseAfterMs: RAISE_AFTER_MS,
      raiseAfterReadings: 1,
      clearAfterMs: CLEAR_AFTER_MS,
      clearAfterReadings: 1,
    },
    judge: (host, now, open) => {
      const judged = new Set<string>();
      const judgements: Judgement[] = [];
      const list = freshList(host, now);
      const listed = list && listedByName(list);
      for (const failed of failedStarts(host)) {
        if (!kinds.has(failed.kind)) continue;
        const { name } = failed.inspect;
        const current = listed?.get(name);
        // Runs again, or another took its name: the error is of before.
        if (listed !== undefined && (current?.id !== failed.id || isUp(current.state))) continue;
        judged.add(name);
        judgements.push(judge(options, host, name, failed, now));
      }
      for (const found of linesWith(host, lines, now - LINE_COUNTS_MS)) {
        const name = found.marked.values[0] ?? "";
        if (name === "" || judged.has(name) || listed?.has(name) === true) continue;
        // Written before anybody listened: whether it was taken away since, nobody heard.
        if (found.line.sourceAt < host.startedAt || wasTakenAway(host, name, found.line.sourceAt)) continue;
        judged.add(name);
        judgements.push(judge(options, host, name, undefined, now));
      }
      return [
        ...judgements,
        ...restOfContainers(host, open, judged, now, ({ id, state }) =>
          isUp(state) ? host.containers.lastGood?.at : host.inspects.get(id)?.lastGood?.at,
        ),
      ];
    },
  };
}

/** One made with --rm goes with its failed start; one that goes later was taken away by somebody who saw it. */
const GOES_WITH_ITS_START_MS = SECOND_MS;
const wasTakenAway = ({ happenings }: HostState, name: string, failedAt: EpochMs): boolean =>
  happenings.some(
    (each) =>
      each.action === "destroy" && each.name === name && each.sourceAt > failedAt + GOES_WITH_ITS_START_MS,
  );

const isUp = (state: string): boolean => state === "running" || state === "paused" || state === "restarting";

function judge(
  options: StartErrorOptions,
  host: HostState,
  name: string,
  failed: FailedStart | undefined,
  now: EpochMs,
): Judgement {
  const found = linesWith(host, options.lines, now - LINE_COUNTS_MS).filter(
    ({ marked, line }) =>
      marked.values[0] === name || (failed !== undefined && line.text.includes(failed.id)),
  );
  const error = failed?.inspect.error ?? found[0]?.line.text ?? "";
  const { title, summary, reading, facts } = options.words(name, error, failed);
  const lineAt = found.at(-1)?.line.sourceAt;
  const readAt = failed?.at ?? found[0]?.line.sourceAt ?? now;
  return {
    subject: name,
    verdict: "failing",
    severity: options.severity,
    part: options.part,
    title,
    summary,
    ...(failed && { variant: failed.kind }),
    readAt,
    sinceAt: Math.min(lineAt ?? readAt, failed?.inspect.finishedAt ?? readAt, readAt),
    evidence: [
      ...(failed
        ? [
            toEvidence(
              failed.at,
              "GET /containers/{id}/json",
              `Status=${failed.inspect.state} ExitCode=${failed.inspect.exitCode}\nError=${error}`,
              reading,
            ),
          ]
        : []),
      ...found.slice(0, 3).map((line) => lineEvidence(line, reading)),
    ],
    blast: {
      affected: [`${name}, which did not start`],
      parts: [],
      notAffected: listedText(host, now, name),
    },
    facts: {
      ...(failed ? containerFacts(failed.id, name, failed.inspect.image) : { container: name }),
      ...facts,
    },
  };
}
