import { openStorage } from "#lib/adapters/prisma/storage.ts";
import { HOST_ITSELF } from "#lib/domain/availability/hours.ts";
import type { HostId, UserId } from "#lib/domain/ids.ts";
import type { Milestone } from "#lib/domain/incident.ts";
import { aChange, aSymptom } from "#lib/domain/incidents/testing/builders.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#lib/domain/time.ts";
import type { Actor, EntryBody } from "#lib/domain/timeline.ts";
import type { HourRow } from "#lib/engine/ports-availability.ts";

/* A quarter on the disk: what five services of three hosts were up, and what went wrong meanwhile. */

const FOGHORN: Actor = { kind: "foghorn" };
const ADA: Actor = { kind: "person", userId: "seed-ada" as UserId, name: "Ada" };

export interface SeededIncident {
  readonly title: string;
  readonly daysAgo: number;
  readonly minutes: number;
  readonly severity: "SEV1" | "SEV2" | "SEV3" | "SEV4";
  readonly hostId: string;
  readonly mode:
    | "disk-full-data-root"
    | "container-oom-killed"
    | "iptables-filter-wiped"
    | "daemon-json-invalid"
    | "daemon-hung";
  readonly part: "disk" | "ctrs" | "ipt" | "config" | "remote";
  readonly isEstimated?: true;
  readonly end?: "dismissed";
  /** Its symptom names this container, and is a ticket; without one it took the host down. */
  readonly container?: string;
}

export interface SeededService {
  readonly service: string;
  readonly hostId: string;
  readonly replicas: number;
  /** Container minutes that were lost in an hour so many days ago. */
  readonly losses: readonly { readonly daysAgo: number; readonly minutes: number }[];
}

export interface Quarter {
  readonly now: number;
  readonly days: number;
  readonly services: readonly SeededService[];
  readonly incidents: readonly SeededIncident[];
  /** The host could not be read for so many minutes. */
  /** Down for these last minutes, and it goes on. */
  readonly downNow?: { readonly service: string; readonly hostId: string; readonly minutes: number };
  readonly unread?: { readonly hostId: string; readonly daysAgo: number; readonly minutes: number };
}

export const A_QUARTER: Omit<Quarter, "now"> = {
  days: 120,
  services: [
    {
      service: "shop/checkout",
      hostId: "app-1",
      replicas: 2,
      losses: [
        { daysAgo: 79, minutes: 26 },
        { daysAgo: 67, minutes: 14 },
        { daysAgo: 52, minutes: 4 },
        { daysAgo: 43, minutes: 30 },
        { daysAgo: 29, minutes: 9 },
        { daysAgo: 16, minutes: 5 },
        { daysAgo: 1, minutes: 8 },
      ],
    },
    { service: "shop/storefront", hostId: "app-1", replicas: 4, losses: [{ daysAgo: 43, minutes: 90 }] },
    { service: "search/api", hostId: "edge-1", replicas: 1, losses: [{ daysAgo: 20, minutes: 60 }] },
    {
      service: "media/transcoder-for-large-video-files",
      hostId: "edge-1",
      replicas: 1,
      losses: Array.from({ length: 14 }, (_each, index) => ({ daysAgo: 80 - index * 5, minutes: 55 })),
    },
    { service: "ci/builders", hostId: "ci-1", replicas: 3, losses: [{ daysAgo: 30, minutes: 120 }] },
  ],
  incidents: [
    {
      title: "Filer does not answer",
      daysAgo: 160,
      minutes: 62,
      severity: "SEV3",
      hostId: "app-1",
      mode: "daemon-hung",
      part: "remote",
    },
    {
      title: "Disk of the builders is full",
      daysAgo: 150,
      minutes: 34,
      severity: "SEV3",
      hostId: "ci-1",
      mode: "disk-full-data-root",
      part: "disk",
    },
    {
      title: "Out of memory",
      daysAgo: 121,
      minutes: 71,
      severity: "SEV2",
      hostId: "app-1",
      mode: "container-oom-killed",
      part: "ctrs",
    },
    {
      title: "Disk under the data root is full",
      daysAgo: 79,
      minutes: 41,
      severity: "SEV2",
      hostId: "app-1",
      mode: "disk-full-data-root",
      part: "disk",
    },
    {
      title: "Filer does not answer",
      daysAgo: 67,
      minutes: 22,
      severity: "SEV3",
      hostId: "app-1",
      mode: "daemon-hung",
      part: "remote",
    },
    {
      title: "Checkout is killed again and again",
      container: "shop-checkout-1",
      daysAgo: 52,
      minutes: 9,
      severity: "SEV3",
      hostId: "app-1",
      mode: "container-oom-killed",
      part: "ctrs",
    },
    {
      title: "Firewall rules are gone",
      daysAgo: 43,
      minutes: 68,
      severity: "SEV2",
      hostId: "app-1",
      mode: "iptables-filter-wiped",
      part: "ipt",
    },
    {
      title: "daemon.json does not parse",
      daysAgo: 29,
      minutes: 12,
      severity: "SEV3",
      hostId: "app-1",
      mode: "daemon-json-invalid",
      part: "config",
      isEstimated: true,
    },
    {
      title: "Memory limits too small",
      container: "shop-storefront-2",
      daysAgo: 16,
      minutes: 14,
      severity: "SEV3",
      hostId: "app-1",
      mode: "container-oom-killed",
      part: "ctrs",
    },
    {
      title: "A mirror was slow",
      daysAgo: 8,
      minutes: 26,
      severity: "SEV4",
      hostId: "ci-1",
      mode: "daemon-hung",
      part: "remote",
    },
    {
      title: "Nothing after all",
      daysAgo: 6,
      minutes: 5,
      severity: "SEV3",
      hostId: "ci-1",
      mode: "daemon-hung",
      part: "remote",
      end: "dismissed",
    },
    {
      title: "dockerd hangs on a volume of the filer",
      daysAgo: 1,
      minutes: 29,
      severity: "SEV2",
      hostId: "app-1",
      mode: "daemon-hung",
      part: "remote",
    },
  ],
  unread: { hostId: "app-1", daysAgo: 37, minutes: 14 },
  downNow: { service: "search/api", hostId: "edge-1", minutes: 7 },
};

const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

function rowsOf({ now, days, services, unread, downNow }: Quarter): readonly HourRow[] {
  const rows: HourRow[] = [];
  const put = (
    hostId: string,
    service: string,
    hourAt: number,
    wanted: number,
    lostMs: number,
    { readMs, lengthMs }: { readonly readMs: number; readonly lengthMs: number },
  ) =>
    rows.push({
      hostId: hostId as HostId,
      service,
      hourAt,
      measuredMs: readMs,
      wantedMs: service === HOST_ITSELF ? lengthMs : readMs * wanted,
      upMs: readMs * wanted - lostMs,
    });
  for (let hourAt = hourOf(now - days * DAY_MS); hourAt < now; hourAt += HOUR_MS) {
    const lengthMs = Math.min(HOUR_MS, now - hourAt);
    const readMsOf = (hostId: string): number =>
      unread?.hostId === hostId && hourAt === hourOf(now - unread.daysAgo * DAY_MS)
        ? HOUR_MS - unread.minutes * MINUTE_MS
        : lengthMs;
    for (const hostId of new Set(services.map((service) => service.hostId)))
      put(hostId, HOST_ITSELF, hourAt, 1, 0, { readMs: readMsOf(hostId), lengthMs });
    for (const { service, hostId, replicas, losses } of services) {
      const lost = losses.filter(({ daysAgo }) => hourAt === hourOf(now - daysAgo * DAY_MS));
      const lostMs = lost.reduce((sum, { minutes }) => sum + minutes * MINUTE_MS, 0);
      put(hostId, service, hourAt, replicas, lostMs, { readMs: readMsOf(hostId), lengthMs });
    }
  }
  for (let minute = 0; minute < (downNow?.minutes ?? 0); minute += 1) {
    const minuteAt = Math.floor(now / MINUTE_MS - minute) * MINUTE_MS;
    const { service = "", hostId = "" } = downNow ?? {};
    // Its hours are there already: of the minutes only what was lost is added.
    const sums = { measuredMs: 0, wantedMs: 0, upMs: -MINUTE_MS };
    rows.push({ hostId: hostId as HostId, service, hourAt: hourOf(minuteAt), minuteAt, ...sums });
  }
  return rows;
}

/** Writes it into a data directory that no Foghorn runs on. */
export async function seedReport(dataDirectory: string, quarter: Quarter): Promise<void> {
  const { now } = quarter;
  const storage = await openStorage({ dataDirectory, clock: { now: () => now } });
  try {
    await storage.availability.add(rowsOf(quarter));
    const since = Object.fromEntries(
      quarter.services.map(({ hostId }) => [hostId, hourOf(now - quarter.days * DAY_MS)]),
    );
    await storage.settings.set("availability", JSON.stringify({ down: {}, since }), now);
    await storage.availability.tidy(now, 400 * DAY_MS);
    for (const [index, incident] of quarter.incidents.entries()) {
      const beganAt = now - incident.daysAgo * DAY_MS;
      const endedAt = Math.min(now, beganAt + incident.minutes * MINUTE_MS);
      const symptom = aSymptom({
        id: `seed-${index}`,
        hostId: incident.hostId,
        mode: incident.mode,
        part: incident.part,
        title: incident.title,
        sinceAt: beganAt,
        seenAt: beganAt,
        state: "cleared",
        clearedAt: endedAt,
        ...(incident.container !== undefined && {
          subject: incident.container,
          severity: "ticket" as const,
          facts: { container: incident.container },
        }),
      });
      await storage.symptoms.save([aChange("cleared", symptom, endedAt)]);
      const milestone = (name: Milestone, at: number): EntryBody => ({
        kind: "incident.milestone",
        milestone: name,
        milestoneAt: at,
        how: name === "impact-started" || incident.isEstimated ? "confirmed" : "recorded",
        ...(name === "impact-started" && !incident.isEstimated && { basis: "readings" as const }),
      });
      const bodies: readonly EntryBody[] = [
        {
          kind: "incident.opened",
          title: incident.title,
          severity: incident.severity,
          reason: "seen on Watch",
        },
        { kind: "symptom.attached", symptom },
        milestone("impact-started", beganAt),
        milestone("detected", beganAt + MINUTE_MS),
        milestone("mitigated", endedAt),
        milestone("resolved", endedAt),
        { kind: "incident.state", from: "triage", to: incident.end ?? "resolved", reason: "it is over" },
      ];
      await storage.incidents.open(() => ({
        entries: bodies.map((body) => ({
          at: beganAt,
          actor: body.kind === "symptom.attached" ? FOGHORN : ADA,
          visibility: "internal" as const,
          body,
        })),
      }));
    }
  } finally {
    await storage.close();
  }
}
