import { errorCodeOf, FoghornError } from "../../domain/errors.ts";
import { IMPORT_LIMIT_BYTES } from "../../domain/incidents/import-limit.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { ImportedDetail, ImportedSummary } from "../../protocol/imported-views.ts";
import type { Person } from "../incident-commands.ts";
import { createUploads } from "../incidents/uploads.ts";
import type { Clock } from "../ports.ts";
import type { ImportCheck, ImportedStore } from "../ports-incidents.ts";

/** Incidents of other Foghorns, read from their exports; who asks is always given by the sign-in. */
export interface ImportedCommands {
  /**
   * One part of a file, in order; undefined until it is whole. The same file again is the import that is there. Rejects with
   * `invalid-input` and the reason where the file is refused: then nothing of it is stored.
   */
  readonly addPart: (part: {
    readonly name: string;
    readonly sizeBytes: number;
    readonly offset: number;
    readonly data: Uint8Array;
    readonly clientKey: string;
    readonly by: Person;
  }) => Promise<{ readonly imported: ImportedSummary; readonly isNew: boolean } | undefined>;
  /** Rejects with `not-found`. What was removed is gone from the disk as well. */
  readonly remove: (id: string) => Promise<ImportedSummary>;
}

export interface ImportedQueries {
  /** The newest import first. */
  readonly list: () => Promise<readonly ImportedSummary[]>;
  readonly get: (id: string) => Promise<ImportedDetail | undefined>;
  /** Oldest first: the last `tail`, before `beforeSeq` where it is given. */
  readonly entries: (
    id: string,
    options: { readonly tail: number; readonly beforeSeq?: number },
  ) => Promise<readonly TimelineEntry[]>;
}

interface ImportedDeps {
  readonly clock: Clock;
  readonly store: ImportedStore;
  readonly newId: () => string;
  /** Reads and proves a file, apart from everything else. The bytes are its own from then on. */
  readonly check: (bytes: Uint8Array<ArrayBuffer>) => Promise<ImportCheck>;
  readonly onChanged: () => void;
}

/** Files on their way at once: each may have the size of the limit. */
const AT_ONCE = 2;
/** What is kept for reading has an end; an admin removes what nobody reads. */
const MOST = 500;

export function createImported(deps: ImportedDeps): {
  readonly commands: ImportedCommands;
  readonly queries: ImportedQueries;
} {
  const { clock, store, newId, check, onChanged } = deps;
  const uploads = createUploads({ limitBytes: IMPORT_LIMIT_BYTES, atOnce: AT_ONCE });

  async function keep(
    bytes: Uint8Array<ArrayBuffer>,
    { name, by }: { readonly name: string; readonly by: Person },
  ): Promise<{ readonly imported: ImportedSummary; readonly isNew: boolean }> {
    const sizeBytes = bytes.length;
    const checked = await check(bytes);
    if (checked.kind === "refused")
      throw new FoghornError("invalid-input", `Not imported, and nothing of it is stored: ${checked.why}.`);
    const { file } = checked;
    const there = await store.byDigest(file.digest);
    if (there !== undefined) return { imported: there, isNew: false };
    if ((await store.count()) >= MOST)
      throw new FoghornError(
        "invalid-input",
        `${MOST} imports are kept, and as many are here. An admin removes some first.`,
      );
    try {
      const imported = await store.add({
        ...file,
        id: newId(),
        fileName: name,
        sizeBytes,
        importedAt: clock.now(),
        importedBy: { userId: by.userId, name: by.name },
      });
      onChanged();
      return { imported, isNew: true };
    } catch (error) {
      // Two people with the same file: the second one finds that of the first.
      const first = errorCodeOf(error) === "conflict" ? await store.byDigest(file.digest) : undefined;
      if (first === undefined) throw error;
      return { imported: first, isNew: false };
    }
  }

  return {
    commands: {
      async addPart({ name, clientKey, by, ...part }) {
        const bytes = uploads.add(`${by.userId}/${clientKey}`, part, clock.now());
        return bytes === undefined ? undefined : keep(bytes, { name, by });
      },
      async remove(id) {
        const removed = await store.remove(id);
        if (removed === undefined) throw new FoghornError("not-found", "This import is not there any more.");
        onChanged();
        return removed;
      },
    },
    queries: {
      list: store.list,
      get: store.get,
      entries: (id, { tail, beforeSeq }) =>
        store.entries(id, { limit: tail, ...(beforeSeq !== undefined && { beforeSeq }) }),
    },
  };
}
