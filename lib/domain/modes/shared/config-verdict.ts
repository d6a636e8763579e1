import { findMistakes } from "../../daemon-config/find-mistakes.ts";
import type { Finding } from "../../daemon-config/finding.ts";
import type { ConfigFileReading, UnitFilesReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { ModeId } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import { freshFact } from "./host-facts.ts";
import { engineVersionOf } from "./start-cause.ts";

/** What the files of the next start hold, judged without asking the engine. */
export interface ConfigVerdict {
  readonly path: string;
  readonly readAt: EpochMs;
  readonly modifiedAt?: EpochMs;
  readonly findings: readonly Finding[];
  /** Whether a mode is found in the files at all: then its absence there means something. */
  readonly canFind: (mode: ModeId) => boolean;
}

const FOUND_IN_FILES: ReadonlySet<ModeId> = new Set<ModeId>([
  "daemon-json-unknown-key",
  "daemon-json-wrong-type",
  "cgroup-driver-invalid",
  "address-pool-invalid",
  "bridge-config-invalid",
  "daemon-log-config-invalid",
]);

interface Known {
  readonly files: UnitFilesReading | undefined;
  readonly version: string | undefined;
  readonly findings: readonly Finding[];
}

const known = new WeakMap<ConfigFileReading, Known>();

/** Undefined where daemon.json cannot be read. Judged once per reading, since many modes ask each second. */
export function configVerdict(host: HostState, now: EpochMs): ConfigVerdict | undefined {
  const fact = freshFact(host, "config-file", now);
  if (fact === undefined) return undefined;
  const { file } = fact.fact;
  const unitFact = freshFact(host, "unit-files", now);
  return {
    path: file.path,
    readAt: fact.at,
    ...(file.modifiedAt !== undefined && { modifiedAt: file.modifiedAt }),
    findings: findingsOf(file, unitFact?.fact.files, engineVersionOf(host)),
    canFind: (mode) => FOUND_IN_FILES.has(mode),
  };
}

function findingsOf(
  file: ConfigFileReading,
  files: UnitFilesReading | undefined,
  version: string | undefined,
): readonly Finding[] {
  const before = known.get(file);
  if (before !== undefined && before.files === files && before.version === version) return before.findings;
  const findings = findMistakes({
    path: file.path,
    ...(file.exists && { text: file.text }),
    ...(files && { unitFiles: files }),
    ...(version !== undefined && { engineVersion: version }),
  });
  known.set(file, { files, version, findings });
  return findings;
}
