import type { FirewallReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement } from "../../mode.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import { sightOfEngine } from "./engine-sight.ts";
import { type ExpectedRule, expectedRules, type FirewallTable, whyNoRules } from "./firewall.ts";
import { freshFact, isInMotion, unitOf } from "./host-facts.ts";
import { settled } from "./judgement.ts";
import { lineEvidence, linesWith } from "./log-lines.ts";
import { listedText } from "./running.ts";
import { counted, named, toEvidence } from "./text.ts";

/** What is special about one of the two tables. */
export interface WipedTable {
  readonly table: FirewallTable;
  readonly signatureId: string;
  readonly title: (isDeleted: boolean) => string;
  readonly summary: (missing: readonly ExpectedRule[], firewall: FirewallReading) => string;
  readonly affected: (firewall: FirewallReading) => readonly string[];
}

// A rule reset in passing, as firewalld does, writes no line long before it is seen.
const LINES_BEFORE_MS = 600_000;

/** For each network that is made or removed dockerd takes a jump out and puts it in again: its event comes after that. */
const JUMP_IS_MOVED_MS = 3_000;
const EVENT_COMES_MS = 1_000;

/** Docker's own rules of one table against what is there. One reading is decisive: the base rules do not come and go. */
export function judgeWiped(
  host: HostState,
  now: EpochMs,
  open: readonly Symptom[],
  about: WipedTable,
): readonly Judgement[] {
  const fact = freshFact(host, "firewall", now);
  // What should be there is known from a daemon that answers; one that never started has made nothing yet.
  const isKnown = sightOfEngine(host, now).kind === "answers" && whyNoRules(host, now) === undefined;
  if (fact === undefined || !isKnown || isWhileStarting(host, fact.at, now))
    return settled(open, "", "unknown", now);
  const { firewall } = fact.fact;
  const rules = expectedRules(host, about.table, firewall);
  const missing = rules.filter(({ isPresent }) => !isPresent);
  const base = missing.filter(({ kind }) => kind === "chain" || kind === "jump");
  const sure = base.length > 0 ? missing : missing.filter((rule) => isOfOldBridge(host, rule, fact.at));
  if (open.length === 0 && isJumpMoving(host, rules, fact.at, now)) return [];
  if (sure.length > 0) return [judgeMissing(host, now, fact.at, firewall, rules, sure, about)];
  // A rule of a network that may be younger than the reading: nobody can say yet.
  if (missing.some(({ kind }) => kind === "bridge")) return [];
  return settled(open, "", "passing", fact.at, [countEvidence(about.table, rules, fact.at)]);
}

/** Rules were read, and neither that they are whole nor that some are gone can be said of that reading. */
export function isFirewallUndecided(host: HostState, now: EpochMs): boolean {
  const fact = freshFact(host, "firewall", now);
  if (
    fact === undefined ||
    sightOfEngine(host, now).kind !== "answers" ||
    whyNoRules(host, now) !== undefined
  )
    return false;
  const { firewall } = fact.fact;
  return (
    isWhileStarting(host, fact.at, now) ||
    (["filter", "nat"] as const).some((table) => {
      const rules = expectedRules(host, table, firewall);
      const bridges = rules.filter(({ kind, isPresent }) => kind === "bridge" && !isPresent);
      const hasBase = rules.some(
        ({ kind, isPresent }) => (kind === "chain" || kind === "jump") && !isPresent,
      );
      const isYoung = bridges.length > 0 && !bridges.some((rule) => isOfOldBridge(host, rule, fact.at));
      return hasBase ? isJumpMoving(host, rules, fact.at, now) : isYoung;
    })
  );
}

/** Nothing but some of the jumps is missing, while a network was made or removed or may just have been. */
function isJumpMoving(
  { networksChangedAt }: HostState,
  rules: readonly ExpectedRule[],
  readAt: EpochMs,
  now: EpochMs,
): boolean {
  const missing = rules.filter(({ isPresent }) => !isPresent);
  const hasOtherJump = rules.some(({ kind, isPresent }) => kind === "jump" && isPresent);
  if (missing.length === 0 || !hasOtherJump || missing.some(({ kind }) => kind !== "jump")) return false;
  const isChanging =
    networksChangedAt !== undefined && Math.abs(networksChangedAt - readAt) <= JUMP_IS_MOVED_MS;
  return isChanging || now - readAt < EVENT_COMES_MS;
}

// The stream ends with dockerd and comes back with it; closed for longer, it is closed for another reason.
const EVENTS_BACK_WITHIN_MS = 60_000;

/**
 * A dockerd that starts takes its rules away and writes them anew: a reading of that moment is of neither.
 * Its end shows at once in the event stream, before any ping fails; that Foghorn began to listen is no start.
 */
export function isWhileStarting(host: HostState, readAt: EpochMs, now: EpochMs): boolean {
  const { isOpen, wasOpen, changedAt } = host.streams.events;
  const upAt = Math.max(host.engineBackAt ?? 0, isOpen && wasOpen ? changedAt : 0);
  return isEngineLeaving(host, now) || readAt < upAt || isUnitStarting(host, readAt, now);
}

/** By systemd's word, for a start that Foghorn did not hear: a connect to the socket waits for it and then succeeds. */
function isUnitStarting(host: HostState, readAt: EpochMs, now: EpochMs): boolean {
  const unit = unitOf(host, "docker.service", now)?.reading;
  if (unit === undefined) return false;
  const { stateChangedAt = 0 } = unit;
  return isInMotion(unit) || (stateChangedAt > readAt && stateChangedAt <= now);
}

/** The event stream ended a moment ago, which is the first that shows of a dockerd that stops. */
export function isEngineLeaving(host: HostState, now: EpochMs): boolean {
  const { isOpen, wasOpen, changedAt } = host.streams.events;
  return (
    !isOpen && wasOpen === true && changedAt > host.startedAt && now - changedAt <= EVENTS_BACK_WITHIN_MS
  );
}

/** Its network was there in a reading before and in one after this one. */
function isOfOldBridge(host: HostState, rule: ExpectedRule, readAt: EpochMs): boolean {
  const { networksBefore, networks } = host;
  if (rule.kind !== "bridge" || networksBefore === undefined || networks.lastGood === undefined) return false;
  if (networksBefore.at > readAt || networks.lastGood.at < readAt) return false;
  return [networksBefore, networks.lastGood].every(({ reading }) =>
    reading.some(({ bridge }) => bridge === rule.bridge),
  );
}

function judgeMissing(
  host: HostState,
  now: EpochMs,
  readAt: EpochMs,
  firewall: FirewallReading,
  rules: readonly ExpectedRule[],
  missing: readonly ExpectedRule[],
  about: WipedTable,
): Judgement {
  const isDeleted = missing.some(({ kind }) => kind === "chain");
  const isPartial = missing.every(({ kind }) => kind === "bridge");
  const bridges = [...new Set(missing.flatMap(({ bridge }) => bridge ?? []))];
  const network = host.networks.lastGood?.reading.find(({ bridge }) => bridge === (bridges[0] ?? "docker0"));
  const subnet = network?.subnets.find((one) => !one.includes(":"));
  return {
    subject: "",
    verdict: "failing",
    variant: isDeleted ? "chains-deleted" : isPartial ? "some-rules" : "flushed",
    severity: "page",
    part: "ipt",
    title: about.title(isDeleted),
    summary: about.summary(missing, firewall),
    readAt,
    evidence: [
      countEvidence(about.table, rules, readAt),
      toEvidence(
        readAt,
        `missing in ${about.table}`,
        missing.map(({ text }) => text).join("\n"),
        named(missing.map(({ text }) => text)),
      ),
      ...linesWith(host, [about.signatureId], now - LINES_BEFORE_MS)
        .slice(0, 2)
        .map((line) => lineEvidence(line)),
    ],
    blast: {
      affected: about.affected(firewall),
      parts: ["ctrs"],
      notAffected: ["dockerd answers", ...listedText(host, now)],
    },
    facts: {
      table: about.table,
      missing: String(missing.length),
      expected: String(rules.length),
      ...(network?.bridge && { bridge: network.bridge }),
      ...(subnet && { subnet }),
      ...(firewall.forwardPolicy && { forwardPolicy: firewall.forwardPolicy }),
    },
  };
}

function countEvidence(table: FirewallTable, rules: readonly ExpectedRule[], at: EpochMs): Evidence {
  const of = (kinds: readonly ExpectedRule["kind"][], noun: string): string => {
    const some = rules.filter(({ kind }) => kinds.includes(kind));
    return `${some.filter(({ isPresent }) => isPresent).length} of ${counted(some.length, noun)}`;
  };
  const reading = `${table}: ${of(["chain"], "chain")}, ${of(["jump"], "jump")}, ${of(["bridge", "port"], "rule")}`;
  return toEvidence(at, `iptables-save -t ${table}`, reading, reading);
}
