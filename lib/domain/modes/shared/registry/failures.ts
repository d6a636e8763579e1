import type { HostState } from "../../../host-state.ts";
import type { JournalLine } from "../../../signal.ts";
import type { ModeId } from "../../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../../time.ts";
import { type FoundLine, linesWith } from "../log-lines.ts";
import { namedIn } from "./names.ts";

/** What a pull may fail of, deepest first: a name that does not resolve hides everything behind it. */
export const PULL_CAUSES = [
  { mode: "image-pull-dns", signature: "pull-dns" },
  { mode: "registry-unreachable", signature: "pull-unreachable" },
  { mode: "image-pull-tls", signature: "pull-tls" },
  { mode: "image-pull-rate-limit", signature: "pull-rate-limit" },
  { mode: "image-pull-auth", signature: "pull-auth" },
  { mode: "image-digest-mismatch", signature: "pull-digest" },
  { mode: "image-platform-mismatch", signature: "pull-platform" },
  { mode: "image-pull-not-found", signature: "pull-not-found" },
] as const satisfies readonly { readonly mode: ModeId; readonly signature: string }[];
export type PullCause = (typeof PULL_CAUSES)[number]["mode"];

/** One pull that failed, however many lines told of it. */
export interface PullFailure {
  /** When the host wrote the verdict. */
  readonly at: EpochMs;
  readonly cause: PullCause;
  /** Empty where no line of this pull names it. */
  readonly registry: string;
  readonly ref?: string;
  /** The lines, newest first. */
  readonly lines: readonly FoundLine[];
  /** Something was to be started with it: a task of a swarm, a pod, a container. */
  readonly isBlocking: boolean;
}

// A try that never answers takes 15 s for each of https and http, and a mirror comes before.
const PULL_TAKES_MS = MINUTE_MS;
// The same verdict is said twice: by who pulls and by who was asked to.
const SAME_PULL_MS = 2 * SECOND_MS;

const IDS: readonly string[] = PULL_CAUSES.map(({ signature }) => signature);
const rankOf = (cause: PullCause): number => PULL_CAUSES.findIndex(({ mode }) => mode === cause);
const causeOf = (signature: string): PullCause =>
  PULL_CAUSES.find((each) => each.signature === signature)?.mode ?? "image-pull-not-found";

const TRACE = /\btraceID=(\w+)/;
// Told at any level: another endpoint or another try comes next, and may succeed.
const GOES_ON = /Attempting next endpoint|trying next endpoint|getting v2 registry|retrying in|, retrying/;
const LEVEL = /\blevel="?(\w+)/;
const BLOCKS = /pulling image failed|module="?node\/agent|PullImage|containers\/create/;

interface Said {
  readonly line: JournalLine;
  readonly found: FoundLine;
  readonly cause: PullCause;
  readonly isVerdict: boolean;
  readonly trace?: string;
  readonly registry?: string;
  readonly ref?: string;
}

const known = new WeakMap<readonly JournalLine[], readonly PullFailure[]>();

/** Pulls that failed by the engine's log, oldest first; read once for each state of the log. */
export function pullFailures(host: HostState): readonly PullFailure[] {
  const before = known.get(host.markedLines);
  if (before !== undefined) return before;
  const failures = readFailures(host);
  known.set(host.markedLines, failures);
  return failures;
}

function readFailures(host: HostState): readonly PullFailure[] {
  const said = readLines(host);
  const failures: PullFailure[] = [];
  for (const [index, verdict] of said.entries()) {
    if (!verdict.isVerdict) continue;
    const failure = toFailure(verdict, said.slice(0, index + 1));
    const last = failures.at(-1);
    if (last !== undefined && isSame(last, failure)) {
      failures[failures.length - 1] = {
        ...failure,
        ...(failure.ref === undefined && last.ref !== undefined && { ref: last.ref }),
        registry: failure.registry || last.registry,
        lines: [...new Set([...failure.lines, ...last.lines])],
        isBlocking: last.isBlocking || failure.isBlocking,
      };
    } else failures.push(failure);
  }
  return failures;
}

const isSame = (a: PullFailure, b: PullFailure): boolean =>
  a.cause === b.cause &&
  b.at - a.at <= SAME_PULL_MS &&
  (a.registry === b.registry || a.registry === "" || b.registry === "");

/** Each line once, with the deepest of what it says, oldest first. */
function readLines(host: HostState): readonly Said[] {
  const deepest = new Map<JournalLine, FoundLine>();
  for (const found of linesWith(host, IDS, 0)) {
    const other = deepest.get(found.line);
    if (other === undefined || rank(found) < rank(other)) deepest.set(found.line, found);
  }
  return [...deepest.values()].map(toSaid).sort((a, b) => a.line.sourceAt - b.line.sourceAt);
}

const rank = (found: FoundLine): number => rankOf(causeOf(found.marked.signature.id));

function toSaid(found: FoundLine): Said {
  const { text } = found.line;
  const level = LEVEL.exec(text)?.[1];
  const trace = TRACE.exec(text)?.[1];
  const isQuiet = level !== undefined && !["error", "fatal", "panic"].includes(level);
  return {
    line: found.line,
    found,
    cause: causeOf(found.marked.signature.id),
    isVerdict: !isQuiet && !GOES_ON.test(text),
    ...(trace !== undefined && { trace }),
    ...namedIn(text),
  };
}

function toFailure(verdict: Said, until: readonly Said[]): PullFailure {
  const at = verdict.line.sourceAt;
  const ofIt = until.filter(
    ({ line, trace }) =>
      at - line.sourceAt <= PULL_TAKES_MS && (verdict.trace === undefined || trace === verdict.trace),
  );
  const steps = ofIt.filter(({ isVerdict }) => !isVerdict);
  // 401 and its like name nobody; the step right before does.
  const registry = verdict.registry ?? steps.findLast((step) => step.registry !== undefined)?.registry ?? "";
  const mirror = steps.findLast(
    (step) =>
      step.registry !== undefined &&
      step.registry !== registry &&
      rankOf(step.cause) < rankOf(verdict.cause) &&
      // Another pull that failed at the same time is that pull's story.
      !ofIt.some((other) => other.isVerdict && other.registry === step.registry),
  );
  const lines = steps.filter((step) => step.registry === registry || step.registry === undefined).slice(-2);
  return {
    at,
    cause: mirror?.cause ?? verdict.cause,
    registry: mirror?.registry ?? registry,
    ...(verdict.ref !== undefined && { ref: verdict.ref }),
    lines: [
      verdict.found,
      ...(mirror ? [mirror.found] : []),
      ...lines.toReversed().map(({ found }) => found),
    ],
    isBlocking: ofIt.some(
      ({ line, isVerdict }) => isVerdict && line.sourceAt === at && BLOCKS.test(line.text),
    ),
  };
}
