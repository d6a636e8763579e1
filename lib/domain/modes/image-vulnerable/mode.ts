import type { HoleCounts, ScanReading } from "../../imports.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import type { Severity } from "../../severity.ts";
import { isThere, type Symptom } from "../../symptom.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../../time.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { freshList } from "../shared/running.ts";
import { counted, named, toEvidence } from "../shared/text.ts";

// What was known a week ago is not what is known now.
const STALE_MS = 7 * DAY_MS;

/** An image that runs has holes by a scanner's report: a risk. A page only where one is used in attacks and can be reached. */
export const imageVulnerable: Mode = {
  id: "image-vulnerable",
  inputs: ["imports", "containers"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: MINUTE_MS, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const list = freshList(host, now);
    if (list === undefined) return [];
    const judged = new Set<string>();
    const judgements = runningImages(list, host.imports.scans ?? []).flatMap((image) => {
      judged.add(image.name);
      return judgeImage(image, openOf(open, image.name), now);
    });
    const listAt = host.containers.lastGood?.at ?? now;
    const rest = open
      .filter(({ subject }) => !judged.has(subject))
      .flatMap(({ subject }) => {
        const runs = list.some(({ image, state }) => image === subject && state === "running");
        // Its report was taken away: nobody knows; the image itself may be as it was.
        return settled(open, subject, runs ? "unknown" : "gone", listAt);
      });
    return [...judgements, ...rest];
  },
};

interface RunningImage {
  readonly name: string;
  readonly containers: readonly ContainerReading[];
  readonly scan: ScanReading;
}

const known = new WeakMap<
  readonly ContainerReading[],
  { readonly scans: readonly ScanReading[]; readonly images: readonly RunningImage[] }
>();

/** Images that run and were looked at, joined by digest: a name may mean another image tomorrow. Once for each list. */
function runningImages(
  list: readonly ContainerReading[],
  scans: readonly ScanReading[],
): readonly RunningImage[] {
  if (scans.length === 0) return [];
  const before = known.get(list);
  if (before?.scans === scans) return before.images;
  const newest = new Map<string, ScanReading>();
  for (const scan of scans)
    for (const digest of scan.digests)
      if ((newest.get(digest)?.scannedAt ?? 0) <= scan.scannedAt) newest.set(digest, scan);
  const running = list.filter(({ state, imageId }) => state === "running" && newest.has(imageId));
  const images = [...Map.groupBy(running, ({ imageId }) => imageId)].flatMap(([imageId, containers]) => {
    const scan = newest.get(imageId);
    const [first] = containers;
    return scan === undefined || first === undefined ? [] : [{ name: first.image, containers, scan }];
  });
  known.set(list, { scans, images });
  return images;
}

function judgeImage(
  { name, containers, scan }: RunningImage,
  symptom: Symptom | undefined,
  now: EpochMs,
): readonly Judgement[] {
  const opened = symptom === undefined ? [] : [symptom];
  if (now - Math.min(scan.scannedAt, scan.databaseAt ?? scan.scannedAt) > STALE_MS)
    return settled(opened, name, "unknown", scan.scannedAt);
  const { critical, high } = scan.counts;
  if (critical + high === 0) return settled(opened, name, "passing", now);
  const severity = severityOf(scan, containers);
  const names = containers.map((container) => container.name).sort();
  const summary = `${scan.scanner} found ${countsText(scan.counts)} in ${name}, which ${named(names)} ${names.length === 1 ? "runs" : "run"}. ${scan.fixable === 0 ? "None of the critical and high ones has a fix yet." : `${scan.fixable} of the critical and high ones are closed by newer packages.`} A scanner counts what is installed, not what is used.`;
  if (symptom !== undefined && isSaid(symptom, severity, summary)) return [];
  return [
    {
      subject: name,
      verdict: "failing",
      severity,
      part: "images",
      title: severity === "page" ? "Image with a hole under attack" : "Image with known holes",
      summary,
      readAt: now,
      sinceAt: scan.scannedAt,
      evidence: scan.worst.map((hole) =>
        toEvidence(
          scan.scannedAt,
          `${scan.scanner} ${hole.id}`,
          `${hole.id} ${hole.severity}: ${hole.package}${hole.isExploited ? ", known to be used in attacks" : ""}; ${hole.fixedIn === undefined ? "no fix yet" : `fixed in ${hole.fixedIn}`} (${scan.file})`,
          `${hole.id} ${hole.severity}, ${hole.package}`,
        ),
      ),
      blast: { affected: names, parts: [], notAffected: [] },
      facts: { image: name, report: scan.file, critical: String(critical), high: String(high) },
    },
  ];
}

const isSaid = (open: Symptom, now: Severity, words: string): boolean =>
  isThere(open) && !open.isUnknown && open.severity === now && open.summary === words;

/** Where a packet from outside can arrive: a port on other addresses than the host's own. */
const isReachable = ({ ports }: ContainerReading): boolean =>
  ports.some(({ ip }) => ip === undefined || !/^(127\.|::1$)/.test(ip));

function severityOf({ worst }: ScanReading, containers: readonly ContainerReading[]): Severity {
  const isUnderAttack = worst.some(({ severity, isExploited }) => severity === "critical" && isExploited);
  const isExposed = containers.some((each) => each.isProduction === true && isReachable(each));
  return isUnderAttack && isExposed ? "page" : "notice";
}

const countsText = ({ critical, high, medium, low }: HoleCounts): string =>
  [
    ...(critical > 0 ? [counted(critical, "critical hole")] : []),
    ...(high > 0 ? [counted(high, "high hole")] : []),
    `${medium} medium`,
    `${low} low`,
  ].join(", ");
