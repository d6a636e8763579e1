import type { HostState } from "../../host-state.ts";
import type { Evidence } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { freshFact, socketOf, unitOf } from "../shared/host-facts.ts";
import { clipped, durationText, toEvidence } from "../shared/text.ts";

// Six rounds of the slowest of the readings that need nothing but kernel memory.
const STALE_MS = MINUTE_MS;
// Ten rounds of a ping with its deadline.
const API_STALE_MS = 30 * SECOND_MS;
// Cheap, and never held up by a disk: when none of them comes, it is the way to the host.
const PLAIN_FACTS = ["units", "socket", "pressure"] as const;

/** What one source does not tell any more, in words. */
export interface Blind {
  readonly variant: "closed" | "lost" | "silent";
  readonly title: string;
  readonly summary: string;
  readonly readAt: EpochMs;
  readonly sinceAt: EpochMs;
  readonly evidence: readonly Evidence[];
  readonly affected: string;
}

/** Nobody could ask: the gate is away, or so lately back that not every reading has had its turn. */
const wasUnasked = ({ gate }: HostState, now: EpochMs, staleMs: number): boolean =>
  gate !== undefined && (!gate.isUp || now - gate.changedAt <= staleMs);

/** Readings of the host itself that came before and do not come any more. */
export function blindToHost(host: HostState, now: EpochMs): Blind | "hears" | "unknown" {
  const known = PLAIN_FACTS.map((name) => host.facts[name]);
  const readAts = known.flatMap(({ last }) => (last === undefined ? [] : [last.at]));
  if (readAts.length === 0) return "unknown";
  const lastAt = Math.max(...readAts);
  if (now - lastAt <= STALE_MS) return "hears";
  if (wasUnasked(host, now, STALE_MS)) return "unknown";
  const missing = known.flatMap((each) => each.missing ?? []).toSorted((a, b) => b.at - a.at)[0];
  const isAsked = missing !== undefined && now - missing.at <= STALE_MS;
  const pingAt = host.ping.tries.at(-1)?.at ?? 0;
  // With the gate away nobody asks anything: its own banner says so, once for all hosts.
  if (!isAsked && now - pingAt > API_STALE_MS) return "unknown";
  const why = isAsked ? missing.message : "no answer came, and no failure";
  return {
    variant: isAsked ? "closed" : "silent",
    title: "Host not read",
    summary: `Nothing of the host itself was read for ${durationText(now - lastAt)}: ${clipped(why, 200)}. Units, processes, disk and firewall are as they were then.`,
    readAt: now,
    sinceAt: lastAt,
    evidence: [toEvidence(lastAt, "readings of the host", why, clipped(why, 60))],
    affected: "What only the host tells is last known: units, processes, disk, firewall",
  };
}

/** The API cannot be asked, though the host says that dockerd serves it. */
export function blindToApi(host: HostState, now: EpochMs): Blind | "hears" | "unknown" {
  const newest = host.ping.tries.at(-1);
  if (newest === undefined || freshFact(host, "pressure", now) === undefined) return "unknown";
  if (now - newest.at > API_STALE_MS)
    return wasUnasked(host, now, API_STALE_MS)
      ? "unknown"
      : blindApi("silent", "no answer came, and no failure", newest.at, newest.at);
  const sight = sightOfEngine(host, now);
  if (sight.kind === "answers") return "hears";
  // Down or hung it is not reached either: that has a name of its own, and this is over only when it answers.
  if (sight.kind !== "unknown") return "unknown";
  const since = host.ping.failingSinceAt;
  if (since === undefined || now - since < STALE_MS || !isServed(host, now)) return "unknown";
  return blindApi("closed", newest.message ?? sight.reason, newest.at, since);
}

/** systemd or the socket's own queue say that somebody is there. */
const isServed = (host: HostState, now: EpochMs): boolean =>
  unitOf(host, "docker.service", now)?.reading.activeState === "active" &&
  socketOf(host, now)?.reading.listens !== false;

const blindApi = (variant: Blind["variant"], why: string, readAt: EpochMs, sinceAt: EpochMs): Blind => ({
  variant,
  title: "API not reached",
  summary: `dockerd runs and listens, but Foghorn does not reach its API: ${clipped(why, 200)}. Containers, images and health are as they were then.`,
  readAt,
  sinceAt,
  evidence: [toEvidence(readAt, "GET /_ping", why, clipped(why, 60))],
  affected: "Containers, images, networks and health are last known",
});
