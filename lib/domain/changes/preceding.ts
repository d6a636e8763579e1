import type { HostState } from "../host-state.ts";
import { formatDuration, lengthBetween } from "../length.ts";
import type { ModeGroup } from "../mode-about.ts";
import { ABOUTS } from "../modes/abouts.ts";
import { listedByName } from "../modes/shared/subjects.ts";
import type { Evidence, ModeId } from "../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../time.ts";
import { changeText } from "./change-text.ts";
import type { Deploy, HostChange } from "./host-change.ts";

// A bad image dies within its first minutes; what loads slowly or fails its health check takes some more.
const AFTER_DEPLOY_MS = 15 * MINUTE_MS;
// After a boot or an upgrade services, networks and disks come back one after another.
const AFTER_ENGINE_MS = 30 * MINUTE_MS;
// The clocks of the reading and of the event are two.
const EARLIER_MS = 5_000;
const MOST = 3;

/** What a new image of a service can break: that container, and nothing else of the host. */
const OF_CONTAINERS: readonly ModeGroup[] = ["Containers", "Logging", "Host", "Security"];
/** What a pull or a login says of a registry does not follow from a boot. */
const NOT_OF_ENGINE: readonly ModeGroup[] = ["Images and registries"];

/**
 * What was changed shortly before a symptom began, as evidence: a deploy of the very service, a boot, an upgrade of the
 * engine. It came before; that it is why, nobody says.
 */
export function precedingEvidence(
  host: HostState,
  mode: ModeId,
  subject: string,
  sinceAt: EpochMs,
): readonly Evidence[] {
  if (host.changes.length === 0) return [];
  const { group } = ABOUTS[mode];
  return host.changes
    .filter((change) => concerns(host, change, group, subject) && isShortlyBefore(change, sinceAt))
    .slice(-MOST)
    .map((change) => toEvidence(change, sinceAt));
}

function concerns(host: HostState, change: HostChange, group: ModeGroup, subject: string): boolean {
  if (change.kind !== "deploy") return !NOT_OF_ENGINE.includes(group);
  return subject !== "" && OF_CONTAINERS.includes(group) && runs(host, subject, change);
}

/** A service may run as several containers; its change is told of the first. */
function runs(host: HostState, container: string, { service, container: first }: Deploy): boolean {
  if (container === first) return true;
  const listed = listedByName(host.containers.lastGood?.reading ?? []).get(container);
  return listed?.project !== undefined && `${listed.project}/${listed.service}` === service;
}

function isShortlyBefore(change: HostChange, sinceAt: EpochMs): boolean {
  const beforeMs = sinceAt - change.at;
  return (
    beforeMs >= -EARLIER_MS && beforeMs <= (change.kind === "deploy" ? AFTER_DEPLOY_MS : AFTER_ENGINE_MS)
  );
}

const SOURCES = {
  deploy: "docker events",
  boot: "/proc/sys/kernel/random/boot_id",
  upgrade: "GET /version",
} as const;

/** Of a boot, without the id that tells it from others: whoever reads this has never seen it. */
const wordsOf = (change: HostChange): string =>
  change.kind === "boot" ? "Host started" : changeText(change);

const toEvidence = (change: HostChange, sinceAt: EpochMs): Evidence => ({
  at: change.at,
  source: SOURCES[change.kind],
  text: `${wordsOf(change)}, ${formatDuration(Math.max(0, lengthBetween(change.at, sinceAt)))} before it began`,
  isPreceding: true,
});
