import type { HostState, ProbeHistory, ProbeTry } from "../host-state.ts";
import { type EngineSight, failuresInARow, sightOfEngine } from "../modes/shared/engine-sight.ts";
import { isApiOnly } from "../modes/shared/host-facts.ts";
import { durationText, silenceText } from "../modes/shared/text.ts";
import type { ApiFailure } from "../readings.ts";
import { type EpochMs, SECOND_MS } from "../time.ts";
import { factSight } from "./visibility.ts";

/** One rung of the probe ladder; the first that fails is the diagnosis. */
export interface Rung {
  readonly rung: "connect" | "ping" | "version" | "list" | "inspect";
  /** Absent: not tried or not reached. */
  readonly ok?: boolean;
  readonly text: string;
  readonly tries: number;
  readonly at?: EpochMs;
  /** From before another rung failed, or not asked again in time: what it said then is not known now. */
  readonly isStale?: boolean;
}

/** One rung below the API: exists, may open, listens, answers. */
export interface ConnectionRung {
  readonly rung: "exists" | "may-open" | "listens" | "answers";
  readonly ok?: boolean;
  readonly text: string;
}

const FRESH_MS = 30 * SECOND_MS;
// Asked once a minute; a round late, and it is not of now.
const SLOW_PROBE_FRESH_MS = 90 * SECOND_MS;

export const FAILURE_WORDS: Record<ApiFailure, string> = {
  "socket-missing": "no such file",
  "socket-denied": "permission denied",
  "connection-refused": "refused",
  "connection-reset": "closed without an answer",
  timeout: "no answer",
  tls: "TLS failed",
  "http-status": "answered with an error",
  malformed: "answered with something else",
  "too-large": "answered with too much",
  "not-tried": "not tried: it would start dockerd",
  "host-unreachable": "host not reachable",
};

const BELOW_HTTP: readonly ApiFailure[] = [
  "socket-missing",
  "socket-denied",
  "connection-refused",
  "not-tried",
  "host-unreachable",
];

/** connect, ping, version, list, inspect: each with its own last try. Over a broken connect nothing is reached. */
export function probeLadder(host: HostState, now: EpochMs): readonly Rung[] {
  const connect = connectRung(host, now);
  const upper = [
    rungOf("ping", host, host.ping, FRESH_MS, now),
    rungOf("version", host, host.version, SLOW_PROBE_FRESH_MS, now),
    rungOf("list", host, host.containers, FRESH_MS, now),
    inspectRung(host, now),
  ];
  if (connect.ok !== false && !isUnreachable(host)) return [connect, ...upper];
  return [connect, ...upper.map(({ rung }): Rung => ({ rung, text: "not reached", tries: 0 }))];
}

function connectRung(host: HostState, now: EpochMs): Rung {
  const newest = host.ping.tries.at(-1);
  if (newest === undefined || now - newest.at > FRESH_MS)
    return { rung: "connect", text: "not tried", tries: 0 };
  const sight = sightOfEngine(host, now);
  const tries = newest.ok ? 1 : failuresInARow(host.ping);
  const base = { rung: "connect", tries, at: newest.at } as const;
  if (sight.kind === "down") return { ...base, ok: false, text: DOWN_WORDS[sight.variant] };
  if (sight.kind === "denied") return { ...base, ok: false, text: "permission denied" };
  // Nobody came as far as the daemon: that is no word about it.
  if (isUnreachable(host)) return { ...base, text: FAILURE_WORDS["host-unreachable"] };
  if (newest.failure !== undefined && BELOW_HTTP.includes(newest.failure))
    return { ...base, ok: false, text: FAILURE_WORDS[newest.failure] };
  return { ...base, ok: true, text: "accepted" };
}

const isUnreachable = (host: HostState): boolean => host.ping.tries.at(-1)?.failure === "host-unreachable";

const DOWN_WORDS = {
  missing: "no such file",
  refused: "refused",
  restarting: "nobody serves it yet",
  stopped: "not tried: it would start dockerd",
};

function rungOf(
  rung: Rung["rung"],
  host: HostState,
  history: ProbeHistory<unknown>,
  freshMs: number,
  now: EpochMs,
): Rung {
  const newest = history.tries.at(-1);
  if (newest === undefined) return { rung, text: "not tried", tries: 0 };
  // The way to the host was away at that moment: no word about this call.
  if (newest.failure === "host-unreachable") return { rung, text: "not reached", tries: 0 };
  const isStale =
    (now - newest.at > freshMs && !isStillSilent(newest, host)) ||
    (newest.ok && newest.at < troubleSince(host));
  return {
    rung,
    ok: newest.ok,
    text: tryText(newest),
    tries: newest.ok ? 1 : failuresInARow(history),
    at: newest.at,
    ...(isStale && { isStale }),
  };
}

/** End of the first failing call of the ping's or the list's run of failures: a pass from before it proves nothing now. */
const troubleSince = ({ ping, containers }: HostState): EpochMs =>
  Math.max(ping.failingSinceAt ?? 0, containers.failingSinceAt ?? 0);

/** While no ping is answered nobody asks again: a call that got no answer then still has none. */
const isStillSilent = ({ failure, at }: ProbeTry, { ping }: HostState): boolean =>
  failure === "timeout" && ping.tries.at(-1)?.failure === "timeout" && (ping.lastGood?.at ?? 0) <= at;

const tryText = (tried: ProbeTry): string =>
  tried.ok
    ? durationText(tried.durationMs)
    : tried.failure === "timeout"
      ? `> ${durationText(tried.durationMs)}`
      : FAILURE_WORDS[tried.failure ?? "malformed"];

/** The newest inspect of any container: one that hangs says so, whoever asked before and after. */
function inspectRung(host: HostState, now: EpochMs): Rung {
  let newest: ProbeHistory<unknown> | undefined;
  for (const history of host.inspects.values()) {
    const at = history.tries.at(-1)?.at ?? 0;
    if (newest === undefined || at > (newest.tries.at(-1)?.at ?? 0)) newest = history;
  }
  return newest
    ? rungOf("inspect", host, newest, SLOW_PROBE_FRESH_MS, now)
    : { rung: "inspect", text: "not tried", tries: 0 };
}

/** exists, may open, listens, answers. What cannot be looked at is left open, not guessed; an answer proves all below it. */
export function connectionLadder(host: HostState, now: EpochMs): readonly ConnectionRung[] {
  const sight = sightOfEngine(host, now);
  const isSeen = factSight(host, "socket", now).kind === "live";
  const socket = isSeen ? host.facts.socket.last?.fact.socket : undefined;
  const answers = sight.kind === "answers";
  const exists = answers || (socket?.exists ?? existsBy(host));
  const mayOpen =
    answers || (exists === false ? undefined : sight.kind === "denied" ? false : socket?.mayOpen);
  const listens =
    answers ||
    sight.kind === "silent" ||
    (exists === false || mayOpen === false ? undefined : socket?.listens);
  // No file and no right to it: who may call is settled by certificates.
  if (isApiOnly(host))
    return [
      { rung: "exists", text: "no file: reached over TCP" },
      { rung: "may-open", text: answers ? "may call" : "not visible" },
      toRung("listens", listensOver(sight), "somebody listens", "nobody listens", "not visible"),
      answersRung(sight),
    ];
  const path = socket?.path ?? "socket";
  const rights = [socket?.mode, socket?.owner, socket?.group].filter(Boolean).join(" ");
  return [
    toRung("exists", exists, `${rights} ${path}`.trim(), `${path} is missing`, "not visible"),
    toRung(
      "may-open",
      mayOpen,
      `${socket?.account ?? "the account"} may open it`,
      `${socket?.account ?? "the account"} may not open it`,
      exists === false ? "not reached" : "not visible",
    ),
    toRung(
      "listens",
      listens,
      "somebody listens",
      "nobody listens",
      exists === false || mayOpen === false ? "not reached" : "not visible",
    ),
    answersRung(sight),
  ];
}

const listensOver = ({ kind }: EngineSight): boolean | undefined =>
  kind === "answers" || kind === "silent" ? true : kind === "down" ? false : undefined;

function existsBy(host: HostState): boolean | undefined {
  const failure = host.ping.tries.at(-1)?.failure;
  if (failure === "socket-missing") return false;
  return failure === "connection-refused" || failure === "socket-denied" ? true : undefined;
}

function toRung(
  rung: ConnectionRung["rung"],
  ok: boolean | undefined,
  yes: string,
  no: string,
  open: string,
): ConnectionRung {
  return ok === undefined ? { rung, text: open } : { rung, ok, text: ok ? yes : no };
}

function answersRung(sight: EngineSight): ConnectionRung {
  switch (sight.kind) {
    case "answers":
      return { rung: "answers", ok: true, text: `in ${durationText(sight.durationMs)}` };
    case "silent":
      return { rung: "answers", ok: false, text: `${silenceText(sight.waitedMs)}, ${sight.tries} in a row` };
    case "down":
    case "denied":
      return { rung: "answers", text: "not reached" };
    case "unknown":
      return { rung: "answers", text: sight.reason };
  }
}
