import { z } from "zod";
import type { Hole, HoleCounts, ScanReading } from "../../domain/imports.ts";
import { digestsOf, name, optionalName, optionalTime } from "./fields.ts";

const MAX_WORST = 5;

const Trivy = z.object({
  SchemaVersion: z.literal(2),
  CreatedAt: optionalTime,
  ArtifactName: name,
  ArtifactType: z.literal("container_image"),
  Trivy: z.object({ Version: optionalName }).nullish(),
  Metadata: z.object({
    ImageID: optionalName,
    RepoDigests: z.array(z.string()).nullish(),
  }),
  Results: z
    .array(
      z.object({
        Vulnerabilities: z
          .array(
            z.object({
              VulnerabilityID: name,
              PkgName: name,
              FixedVersion: optionalName,
              Severity: name,
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

const Grype = z.object({
  matches: z.array(
    z.object({
      vulnerability: z.object({
        id: name,
        severity: optionalName,
        fix: z.object({ versions: z.array(z.string()).nullish(), state: optionalName }).nullish(),
        knownExploited: z.array(z.unknown()).nullish(),
      }),
      artifact: z.object({ name }),
    }),
  ),
  source: z.object({
    type: z.literal("image"),
    target: z.object({
      userInput: name,
      imageID: optionalName,
      manifestDigest: optionalName,
      repoDigests: z.array(z.string()).nullish(),
    }),
  }),
  descriptor: z.object({
    name,
    version: optionalName,
    timestamp: optionalTime,
    db: z.object({ built: optionalTime, status: z.object({ built: optionalTime }).nullish() }).nullish(),
  }),
});

interface Found {
  readonly id: string;
  readonly package: string;
  readonly severity: string;
  readonly fixedIn: string | undefined;
  readonly isExploited: boolean;
}

type Parsed = z.ZodSafeParseResult<Omit<ScanReading, "file">>;

/** Trivy's `--format json` of an image; a report without its time was made when the file was. */
export const parseTrivy = (value: unknown, modifiedAt: number): Parsed =>
  Trivy.transform(({ CreatedAt, ArtifactName, Metadata, Results, Trivy: own }) => ({
    scanner: own?.Version ? `trivy ${own.Version}` : "trivy",
    scannedAt: CreatedAt ?? modifiedAt,
    image: ArtifactName,
    digests: digestsOf([Metadata.ImageID, ...(Metadata.RepoDigests ?? [])]),
    ...summaryOf(
      (Results ?? []).flatMap(({ Vulnerabilities }) =>
        (Vulnerabilities ?? []).map((each) => ({
          id: each.VulnerabilityID,
          package: each.PkgName,
          severity: each.Severity,
          fixedIn: each.FixedVersion || undefined,
          isExploited: false,
        })),
      ),
    ),
  })).safeParse(value);

/** Grype's `--output json` of an image. */
export const parseGrype = (value: unknown, modifiedAt: number): Parsed =>
  Grype.transform(({ matches, source: { target }, descriptor }) => {
    const databaseAt = descriptor.db?.built ?? descriptor.db?.status?.built;
    return {
      scanner: descriptor.version ? `${descriptor.name} ${descriptor.version}` : descriptor.name,
      scannedAt: descriptor.timestamp ?? modifiedAt,
      ...(databaseAt !== undefined && { databaseAt }),
      image: target.userInput,
      digests: digestsOf([target.imageID, target.manifestDigest, ...(target.repoDigests ?? [])]),
      ...summaryOf(
        matches.map(({ vulnerability: { id, severity, fix, knownExploited }, artifact }) => ({
          id,
          package: artifact.name,
          severity: severity ?? "",
          fixedIn: fix?.versions?.[0] || undefined,
          isExploited: (knownExploited?.length ?? 0) > 0,
        })),
      ),
    };
  }).safeParse(value);

/** One hole of one package is one, however many files and layers it was found in. */
function summaryOf(found: readonly Found[]): Pick<ScanReading, "counts" | "fixable" | "worst"> {
  const holes = [...new Map(found.map((each) => [`${each.id} ${each.package}`, each])).values()];
  const counts = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity } of holes) counts[rankOf(severity)] += 1;
  const bad = holes.flatMap((hole): readonly Hole[] => {
    const severity = rankOf(hole.severity);
    if (severity !== "critical" && severity !== "high") return [];
    const { id, package: name, fixedIn, isExploited } = hole;
    return [
      {
        id,
        package: name,
        severity,
        ...(fixedIn !== undefined && { fixedIn }),
        ...(isExploited && { isExploited }),
      },
    ];
  });
  return {
    counts,
    fixable: bad.filter(({ fixedIn }) => fixedIn !== undefined).length,
    worst: bad.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, MAX_WORST),
  };
}

function rankOf(severity: string): keyof HoleCounts {
  const word = severity.toLowerCase();
  return word === "critical" || word === "high" || word === "medium" ? word : "low";
}

const weightOf = ({ isExploited, severity, fixedIn }: Hole): number =>
  (isExploited ? 4 : 0) + (severity === "critical" ? 2 : 0) + (fixedIn !== undefined ? 1 : 0);
