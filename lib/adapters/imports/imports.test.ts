import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MAX_FILES, openImports } from "./import-directory.ts";
import { MAX_FILE_BYTES } from "./import-file.ts";

const IMAGE_ID = `sha256:${"1".repeat(64)}`;
const INDEX = `sha256:${"2".repeat(64)}`;
const TRIVY = {
  SchemaVersion: 2,
  CreatedAt: "2026-11-20T10:11:12.123456789+01:00",
  ArtifactName: "shop/web:1",
  ArtifactType: "container_image",
  Metadata: { OS: { Family: "debian" }, ImageID: IMAGE_ID, RepoDigests: [`shop/web@${INDEX}`] },
  Results: [
    { Target: "shop/web:1 (debian 12)", Class: "os-pkgs" },
    {
      Target: "shop/web:1",
      Class: "lang-pkgs",
      Vulnerabilities: [
        {
          VulnerabilityID: "CVE-2024-1",
          PkgName: "libssl3",
          InstalledVersion: "3.0.1",
          FixedVersion: "3.0.2",
          Severity: "HIGH",
        },
        {
          VulnerabilityID: "CVE-2024-1",
          PkgName: "libssl3",
          InstalledVersion: "3.0.1",
          FixedVersion: "3.0.2",
          Severity: "HIGH",
        },
        { VulnerabilityID: "CVE-2024-2", PkgName: "zlib1g", Severity: "CRITICAL" },
        { VulnerabilityID: "CVE-2024-3", PkgName: "bash", Severity: "UNKNOWN" },
      ],
    },
  ],
};
const GRYPE = {
  matches: [
    {
      vulnerability: {
        id: "CVE-2021-44228",
        severity: "Critical",
        fix: { versions: ["2.17.1"], state: "fixed" },
        knownExploited: [{ cve: "CVE-2021-44228" }],
      },
      artifact: { name: "log4j-core", version: "2.14.0" },
    },
    { vulnerability: { id: "CVE-2", severity: "Negligible" }, artifact: { name: "tar" } },
  ],
  source: { type: "image", target: { userInput: "shop/api:2", imageID: IMAGE_ID, manifestDigest: INDEX } },
  descriptor: {
    name: "grype",
    version: "0.86.1",
    timestamp: "2026-11-20T10:11:12Z",
    db: { built: "2026-11-19T01:30:00Z" },
  },
};
const BUILD = { host: "web-1", project: "shop/web", startedAt: "2026-11-20T10:00:00Z", durationMs: 93_000 };
const builds = (...list: readonly object[]) => ({ kind: "foghorn-builds", builds: list });

let directory: string;
const put = (file: string, value: unknown): void =>
  writeFileSync(join(directory, "import", file), typeof value === "string" ? value : JSON.stringify(value));

async function read() {
  const opened = await openImports(directory, () => undefined);
  opened.close();
  return opened.imports();
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "foghorn-import-"));
  mkdirSync(join(directory, "import"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("what is understood", () => {
  test("a report of Trivy: counts of holes, one for each package, and the digests of its image", async () => {
    put("web.json", TRIVY);
    expect((await read()).scans).toEqual([
      {
        file: "web.json",
        scanner: "trivy",
        scannedAt: Date.parse("2026-11-20T09:11:12.123Z"),
        image: "shop/web:1",
        digests: [IMAGE_ID, INDEX],
        counts: { critical: 1, high: 1, medium: 0, low: 1 },
        fixable: 1,
        worst: [
          { id: "CVE-2024-2", package: "zlib1g", severity: "critical" },
          { id: "CVE-2024-1", package: "libssl3", severity: "high", fixedIn: "3.0.2" },
        ],
      },
    ]);
  });

  test("a report of Grype: with the age of its knowledge and what is used in attacks", async () => {
    put("api.json", GRYPE);
    expect((await read()).scans).toMatchObject([
      {
        scanner: "grype 0.86.1",
        databaseAt: Date.parse("2026-11-19T01:30:00Z"),
        digests: [IMAGE_ID, INDEX],
        counts: { critical: 1, high: 0, medium: 0, low: 1 },
        worst: [{ id: "CVE-2021-44228", isExploited: true, fixedIn: "2.17.1" }],
      },
    ]);
  });

  test("lists of builds, all of them", async () => {
    put("monday.json", builds(BUILD, { ...BUILD, steps: 20, cachedSteps: 18 }));
    put("tuesday.json", builds(BUILD));
    const { builds: found, problems } = await read();
    expect(found).toHaveLength(3);
    expect(found?.[1]).toEqual({
      hostId: "web-1",
      project: "shop/web",
      startedAt: Date.parse("2026-11-20T10:00:00Z"),
      durationMs: 93_000,
      steps: 20,
      cachedSteps: 18,
    });
    expect(problems).toEqual([]);
  });
});

test("an empty directory is no source of anything", async () => {
  expect(await read()).toEqual({ problems: [] });
});

describe("a file that is wrong is named with the reason, and the others still count", () => {
  test.each([
    ["no JSON", "{", /^Expected property name|JSON/],
    ["a list", [], /^it is not one JSON object$/],
    ["something else", { hello: 1 }, /^neither a report of Trivy or Grype in JSON, nor a list of builds$/],
    [
      "a hole without a name",
      { ...TRIVY, Results: [{ Vulnerabilities: [{ PkgName: "bash", Severity: "LOW" }] }] },
      /^not a report of Trivy on an image: Results\[0\]\.Vulnerabilities\[0\]\.VulnerabilityID: /,
    ],
    ["a scan of a directory", { ...TRIVY, ArtifactType: "filesystem" }, /ArtifactType: /],
    ["no digest", { ...TRIVY, Metadata: {} }, /^the report names no digest of its image/],
    [
      "a report of a directory by Grype",
      { ...GRYPE, source: { type: "directory", target: "." } },
      /source\.type/,
    ],
    [
      "a build without a zone",
      builds({ ...BUILD, startedAt: "2026-11-20 10:00" }),
      /builds\[0\]\.startedAt: /,
    ],
    ["a build of no host", builds({ ...BUILD, host: "Web 1" }), /builds\[0\]\.host: is the id of a host/],
    [
      "more from the cache than there is",
      builds({ ...BUILD, steps: 2, cachedSteps: 3 }),
      /cachedSteps is more than steps/,
    ],
    ["a key that is not known", builds({ ...BUILD, duration: 3 }), /builds\[0\]: /],
    [
      "bytes that are no text",
      "\u0000".repeat(MAX_FILE_BYTES + 1),
      /^it has 8388609 bytes; 8388608 are the limit$/,
    ],
  ])("%s", async (_name, value, reason) => {
    put("bad.json", value);
    put("good.json", builds(BUILD));
    const { builds: found, problems } = await read();
    expect(problems).toEqual([{ file: "bad.json", reason: expect.stringMatching(reason) }]);
    expect(found).toHaveLength(1);
  });

  test("files beyond the limit are named, and none is removed", async () => {
    for (let number = 0; number < MAX_FILES + 2; number += 1)
      put(`${String(number).padStart(4, "0")}.json`, builds(BUILD));
    const { builds: found, problems } = await read();
    expect(found).toHaveLength(MAX_FILES);
    expect(problems.map(({ file }) => file)).toEqual(["0500.json", "0501.json"]);
    expect(readdirSync(join(directory, "import"))).toHaveLength(MAX_FILES + 2);
  });
});

test("a file that is put there, changed or taken away is seen while Foghorn runs", async () => {
  const onChange = vi.fn();
  const opened = await openImports(directory, onChange);
  try {
    put("builds.json", builds(BUILD));
    await vi.waitFor(() => expect(opened.imports().builds).toHaveLength(1), { timeout: 5_000 });
    put("builds.json", builds(BUILD, BUILD));
    await vi.waitFor(() => expect(opened.imports().builds).toHaveLength(2), { timeout: 5_000 });
    rmSync(join(directory, "import", "builds.json"));
    await vi.waitFor(() => expect(opened.imports().builds).toBeUndefined(), { timeout: 5_000 });
    expect(onChange).toHaveBeenCalledTimes(3);
  } finally {
    opened.close();
  }
});
