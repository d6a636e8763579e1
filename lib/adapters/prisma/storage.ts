import { randomUUID } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import type { Clock, ContainerNameStore, HandoverStore, MuteStore } from "../../engine/ports.ts";
import type { AccountStore } from "../../engine/ports-accounts.ts";
import type { AvailabilityStore } from "../../engine/ports-availability.ts";
import type {
  AuditStore,
  ImportedStore,
  IncidentStores,
  SettingStore,
} from "../../engine/ports-incidents.ts";
import { createAccountStore } from "./account-store.ts";
import { createAuditStore } from "./audit-store.ts";
import { createAvailabilityStore } from "./availability-store.ts";
import { connect, damagedDatabase, type Pragmas } from "./connect.ts";
import { lockDataDirectory, networkWarning, prepareDataDirectory } from "./data-directory.ts";
import { createHandoverStore } from "./handover-store.ts";
import { createContainerNameStore, createEvidenceStore, createSettingStore } from "./host-stores.ts";
import { createImportedStore } from "./imported-store.ts";
import { createIncidentStore } from "./incident-store.ts";
import { migrate } from "./migrate.ts";
import { createMuteStore } from "./mute-store.ts";
import { createPostmortemStore } from "./postmortem-store.ts";
import { removeExpired } from "./retention.ts";
import { createShareStore } from "./share-store.ts";
import { isDamage } from "./storage-error.ts";
import type { StoreContext } from "./store-context.ts";
import { createStreamStore } from "./stream-store.ts";
import { createSymptomStore } from "./symptom-store.ts";
import { createWriteQueue } from "./write-queue.ts";

export interface StorageStatus {
  /** False from a write that failed until one succeeds. */
  readonly ok: boolean;
  /** What is wrong, or that the size comes near its limit; absent when all is well. */
  readonly message?: string;
  readonly sizeBytes: number;
  readonly limitBytes: number;
}

export interface Storage extends IncidentStores {
  readonly names: ContainerNameStore;
  readonly accounts: AccountStore;
  readonly audit: AuditStore;
  readonly settings: SettingStore;
  readonly mutes: MuteStore;
  readonly handovers: HandoverStore;
  readonly availability: AvailabilityStore;
  readonly imported: ImportedStore;
  /** Names this database: numbering of entries goes on as long as it stays the same. */
  readonly databaseId: string;
  readonly pragmas: Pragmas;
  /** Sentences for the log and the health page. */
  readonly warnings: readonly string[];
  readonly status: () => StorageStatus;
  /** Removes what is older than 30 days; resolves with how many rows. To be called once an hour. */
  readonly removeExpired: () => Promise<number>;
  /** Writes what waits, closes the database and lets the directory go. */
  readonly close: () => Promise<void>;
}

export interface StorageOptions {
  readonly dataDirectory: string;
  readonly clock: Clock;
  /** From here on a warning is shown. Incidents are never removed for it. */
  readonly limitBytes?: number;
}

/** A year of 50 hosts with some thousand events a day takes about half of it. */
const LIMIT_BYTES = 2 * 1024 ** 3;
const NEAR_LIMIT_RATIO = 0.9;

function sizeOf(path: string): number {
  return [path, `${path}-wal`].reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0);
}

const toMiB = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`;

function sizeMessage(sizeBytes: number, limitBytes: number): string | undefined {
  if (sizeBytes < limitBytes * NEAR_LIMIT_RATIO) return undefined;
  const size = `The database takes ${toMiB(sizeBytes)} of ${toMiB(limitBytes)}.`;
  return `${size} Events and evidence go after 30 days; incidents stay. Move the data directory to a larger disk.`;
}

/**
 * Locks the data directory, brings the database up to date and opens it. The first thing web does.
 * Rejects with `conflict` when another Foghorn runs on it, `storage` when it cannot be used; the message says what to do.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { dataDirectory, clock, limitBytes = LIMIT_BYTES } = options;
  const path = prepareDataDirectory(dataDirectory);
  const lock = await lockDataDirectory(dataDirectory);
  try {
    await migrate(path);
    const { database, pragmas } = await connect(path);
    const forget: (() => void)[] = [];
    const queue = createWriteQueue(
      (operations) => database.$transaction(operations),
      () => {
        for (const each of forget) each();
      },
    );
    const context: StoreContext = { database, queue, onRollback: (each) => forget.push(each) };
    const settings = createSettingStore(context);
    let databaseId = await settings.get("database.id");
    if (databaseId === undefined) {
      databaseId = randomUUID();
      await settings.set("database.id", databaseId, clock.now());
    }
    const warning = networkWarning(dataDirectory);
    return {
      incidents: createIncidentStore(context),
      shares: createShareStore(context),
      postmortems: createPostmortemStore(context),
      symptoms: createSymptomStore(context),
      stream: createStreamStore(context),
      evidence: createEvidenceStore(context),
      names: createContainerNameStore(context),
      accounts: createAccountStore(context),
      audit: createAuditStore(context, clock),
      settings,
      mutes: createMuteStore(context),
      handovers: createHandoverStore(context),
      availability: createAvailabilityStore(context),
      imported: createImportedStore(context),
      databaseId,
      pragmas,
      warnings: warning === undefined ? [] : [warning],
      status: () => {
        const sizeBytes = sizeOf(path);
        const failure = queue.failure();
        const message = failure?.message ?? sizeMessage(sizeBytes, limitBytes);
        return {
          ok: failure === undefined,
          sizeBytes,
          limitBytes,
          ...(message !== undefined && { message }),
        };
      },
      removeExpired: () => removeExpired(context, clock.now()),
      close: async () => {
        await queue.idle();
        await database.$disconnect();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw isDamage(error) ? damagedDatabase(path, error) : error;
  }
}
