import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { BuildReading, ScanReading } from "../../domain/imports.ts";
import { parseBuilds } from "./builds.ts";
import { problemOf } from "./fields.ts";
import { parseGrype, parseTrivy } from "./scan.ts";

export const MAX_FILE_BYTES = 8 * 1_048_576;

export type ImportedFile =
  | { readonly kind: "scan"; readonly scan: ScanReading }
  | { readonly kind: "builds"; readonly builds: readonly BuildReading[] }
  | { readonly kind: "problem"; readonly reason: string };

const problem = (reason: string): ImportedFile => ({ kind: "problem", reason });
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One file of the import directory. Never rejects: what is wrong with it is said. */
export async function readImport(directory: string, file: string): Promise<ImportedFile> {
  try {
    const path = join(directory, file);
    const { size, mtimeMs } = await stat(path);
    if (size > MAX_FILE_BYTES) return problem(`it has ${size} bytes; ${MAX_FILE_BYTES} are the limit`);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
    return toImport(JSON.parse(text), file, mtimeMs);
  } catch (error) {
    return problem(error instanceof Error ? error.message.slice(0, 300) : String(error));
  }
}

/** Which of the three it is, its first keys tell. */
function toImport(value: unknown, file: string, modifiedAt: number): ImportedFile {
  if (!isRecord(value)) return problem("it is not one JSON object");
  if (value.kind !== undefined) {
    const parsed = parseBuilds(value);
    return parsed.success
      ? { kind: "builds", builds: parsed.data }
      : problem(`not a list of builds: ${problemOf(parsed.error)}`);
  }
  const isTrivy = "SchemaVersion" in value;
  if (!isTrivy && !("matches" in value))
    return problem("neither a report of Trivy or Grype in JSON, nor a list of builds");
  const parsed = isTrivy ? parseTrivy(value, modifiedAt) : parseGrype(value, modifiedAt);
  if (!parsed.success)
    return problem(`not a report of ${isTrivy ? "Trivy" : "Grype"} on an image: ${problemOf(parsed.error)}`);
  if (parsed.data.digests.length === 0)
    return problem("the report names no digest of its image (sha256:…), so no container can be told by it");
  return { kind: "scan", scan: { file, ...parsed.data } };
}
