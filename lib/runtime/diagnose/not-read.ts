import { comesByItself, type NotVisible } from "../../domain/detect/visibility.ts";
import type { FactFailure, FactName } from "../../domain/facts.ts";
import { FACT_NAMES } from "../../domain/facts.ts";
import type { HostState, ProbeHistory } from "../../domain/host-state.ts";
import { sightOfEngine } from "../../domain/modes/shared/engine-sight.ts";
import { isApiOnly, isPodman } from "../../domain/modes/shared/host-facts.ts";
import { isFirewallUndecided } from "../../domain/modes/shared/wiped.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { conditionOf } from "../../domain/runbooks/current-step.ts";
import { runbookFor } from "../../domain/runbooks/runbook-for.ts";
import type { Symptom } from "../../domain/symptom.ts";
import { type EpochMs, SECOND_MS } from "../../domain/time.ts";
import { wantsFact } from "../../engine/wanted-facts.ts";
import { type NotRead, RUN_AGAIN } from "./diagnosis.ts";

const NAMES: Record<FactName, string> = {
  glance: "glance",
  units: "units of systemd",
  socket: "the API's socket file",
  processes: "processes",
  "config-file": "daemon.json",
  "unit-files": "flags of dockerd",
  disk: "disk",
  "log-files": "sizes of container logs",
  "log-sinks": "connections to log sinks",
  "torn-logs": "torn container logs",
  pulls: "pulls",
  layers: "layers on the disk",
  suspects: "damaged layers and logs",
  firewall: "iptables",
  cgroups: "cgroups of containers",
  pressure: "memory and pressure",
  "network-links": "interfaces and resolv.conf",
  certificate: "certificate of the API",
  boot: "boot of the host",
};

/** Read to know when others are worth reading, and what is judged over minutes: one look decides nothing by them. */
const NOT_OF_ONE_LOOK: readonly FactName[] = ["glance", "pulls"];
/** Read only while there is reason to. */
const WITH_REASON: readonly FactName[] = ["log-sinks", "suspects", "torn-logs"];

/** Not the host's word, which would be the same the next time, but that it did not come. */
const NO_WORD: Partial<Record<FactFailure, string>> = {
  timeout: "no answer in time",
  "channel-down": "no way to the host in time",
  malformed: "the answer could not be understood",
};

/** The journal of the last minutes follows at once when it is opened. */
const LINES_COME_MS = SECOND_MS;

/**
 * What a look needs to say that all is well and does not have: nothing can be said by it. What the host refuses or
 * does not have is not among it, and neither what a daemon that does not answer would say.
 */
export function notRead(host: HostState, symptoms: readonly Symptom[], now: EpochMs): readonly NotRead[] {
  return [...apiNotRead(host, now), ...streamsNotRead(host, now), ...factsNotRead(host, symptoms, now)];
}

function factsNotRead(host: HostState, symptoms: readonly Symptom[], now: EpochMs): readonly NotRead[] {
  const wanted = FACT_NAMES.filter(
    (name) =>
      !NOT_OF_ONE_LOOK.includes(name) &&
      (!WITH_REASON.includes(name) || wantsFact(name, host, symptoms, now)),
  );
  const missing = wanted.flatMap((name): readonly NotRead[] => {
    const { last, missing: why } = host.facts[name];
    if (last !== undefined) return [];
    const reason = why === undefined ? NO_WORD.timeout : NO_WORD[why.failure];
    return reason === undefined ? [] : [{ reading: NAMES[name], reason }];
  });
  return isFirewallUndecided(host, now)
    ? [...missing, { reading: NAMES.firewall, reason: "read while dockerd was making its rules" }]
    : missing;
}

/** The way to a host is made while its first call already waits for it: that says nothing of dockerd, and is asked again. */
export function isYetToBeAsked(host: HostState, now: EpochMs): boolean {
  const failure = host.ping.tries.at(-1)?.failure;
  if (failure === "not-tried") return sightOfEngine(host, now).kind === "unknown";
  return failure === "host-unreachable" && FACT_NAMES.some((name) => host.facts[name].last !== undefined);
}

function apiNotRead(host: HostState, now: EpochMs): readonly NotRead[] {
  const ping = host.ping.tries.at(-1);
  if (ping === undefined) return [{ reading: "the Docker API", reason: "no answer in time" }];
  if (!ping.ok)
    return isYetToBeAsked(host, now)
      ? [{ reading: "the Docker API", reason: ping.message ?? "no answer in time" }]
      : [];
  const lists: readonly (readonly [string, ProbeHistory<unknown>])[] = [
    ["list of containers", host.containers],
    ["/info", host.info],
    ["networks", host.networks],
  ];
  const running = host.containers.lastGood?.reading.filter(({ state }) => state === "running") ?? [];
  const missing = running.filter(({ id }) => !host.inspects.has(id)).length;
  return [
    ...lists.flatMap(([reading, { lastGood, tries }]) =>
      lastGood === undefined ? [{ reading, reason: tries.at(-1)?.message ?? "no answer in time" }] : [],
    ),
    ...(missing === 0
      ? []
      : [{ reading: `inspect of ${missing} of ${running.length} containers`, reason: "no time left" }]),
  ];
}

function streamsNotRead(host: HostState, now: EpochMs): readonly NotRead[] {
  const { events, journal } = host.streams;
  const isFollowed = !isApiOnly(host) && !isPodman(host);
  const areLinesHere = journal.isOpen && now - journal.changedAt >= LINES_COME_MS;
  return [
    ...(host.ping.tries.at(-1)?.ok === true && !events.isOpen && events.reason === undefined
      ? [{ reading: "Docker events", reason: "no answer in time" }]
      : []),
    ...(isFollowed && !areLinesHere && journal.reason === undefined
      ? [{ reading: "the engine log", reason: "no answer in time" }]
      : []),
  ];
}

/**
 * A runbook asks who holds the disk, and dockerd, which counts it seldom, has not answered yet. Only the step where
 * people stand hangs on it, so it is waited for and not missed.
 */
export function isCountAwaited(
  { ping, diskUsage }: Pick<HostState, "ping" | "diskUsage">,
  symptoms: readonly Pick<Symptom, "mode">[],
  runbooks: readonly Runbook[],
): boolean {
  if (ping.tries.at(-1)?.ok !== true || diskUsage.tries.length > 0) return false;
  return symptoms.some(({ mode }) =>
    runbookFor(mode, runbooks)?.steps.some((step) => conditionOf(step)?.probe === "disk.docker-ratio"),
  );
}

/** The console asks again by itself; a look that has ended does not. */
export const ofOneLook = (why: NotVisible): NotVisible => ({
  reason: why.reason,
  change: comesByItself(why) ? RUN_AGAIN : why.change,
});
