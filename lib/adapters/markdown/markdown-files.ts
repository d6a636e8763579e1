import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../domain/errors.ts";

/** More files than anybody writes; a directory given by mistake must not be read whole. */
const FILE_LIMIT = 2_000;

export interface MarkdownFile {
  readonly file: string;
  readonly text: string;
  /** SHA-256 (hex) of its bytes. */
  readonly version: string;
  readonly byteCount: number;
}

/** Names of every `*.md` of a directory but README.md; a missing directory is an empty one. */
export async function markdownFilesOf(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => []);
  return names
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort()
    .slice(0, FILE_LIMIT);
}

/** The file, or in a sentence why it cannot be read. */
export async function readMarkdownFile(
  directory: string,
  file: string,
  limitBytes: number,
): Promise<MarkdownFile | { readonly reason: string }> {
  try {
    const path = join(directory, file);
    const found = await stat(path);
    // A pipe with this name would never end.
    if (!found.isFile()) return { reason: "It is no file." };
    // Not read at all when it is too large: it could be anything.
    if (found.size > limitBytes)
      return { reason: `The file has ${found.size} bytes; ${limitBytes} are the limit.` };
    const bytes = await readFile(path);
    return {
      file,
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes),
      version: createHash("sha256").update(bytes).digest("hex"),
      byteCount: bytes.length,
    };
  } catch (error) {
    return { reason: `It cannot be read: ${messageOf(error)}` };
  }
}
