import { DAY_MS, type EpochMs } from "../../domain/time.ts";
import type { StoreContext } from "./store-context.ts";
import { toTime } from "./values.ts";
import type { Operation } from "./write-queue.ts";

/** Events, symptom history and evidence; incidents and what they refer to are kept for ever. */
const KEEP_MS = 30 * DAY_MS;
/** Rows removed in one transaction: each holds up writers for some milliseconds only. */
const AT_ONCE = 500;

/**
 * Removes what is older than 30 days, in small steps between other writes. Resolves with the number of rows removed.
 * Kept whatever their age: incidents, their entries, symptoms and evidence, people, the audit log, open symptoms.
 */
export async function removeExpired({ database, queue }: StoreContext, now: EpochMs): Promise<number> {
  const before = toTime(now - KEEP_MS);
  const steps: readonly (() => Operation)[] = [
    // The newest row of a host stays: its number is where the next one goes on.
    () => database.$executeRaw`
      DELETE FROM "StreamRow" WHERE rowid IN (
        SELECT old.rowid FROM "StreamRow" old WHERE old."at" < ${before}
          AND old."seq" < (SELECT MAX("seq") FROM "StreamRow" newest WHERE newest."hostId" = old."hostId")
        LIMIT ${AT_ONCE})`,
    () => database.$executeRaw`
      DELETE FROM "SymptomChange" WHERE "id" IN (
        SELECT old."id" FROM "SymptomChange" old WHERE old."at" < ${before}
          AND NOT EXISTS (SELECT 1 FROM "IncidentSymptom" used WHERE used."symptomId" = old."symptomId")
        LIMIT ${AT_ONCE})`,
    () => database.$executeRaw`
      DELETE FROM "Symptom" WHERE "id" IN (
        SELECT old."id" FROM "Symptom" old WHERE old."state" = 'cleared' AND old."clearedAt" < ${before}
          AND NOT EXISTS (SELECT 1 FROM "IncidentSymptom" used WHERE used."symptomId" = old."id")
        LIMIT ${AT_ONCE})`,
    () => database.$executeRaw`
      DELETE FROM "Evidence" WHERE "id" IN (
        SELECT old."id" FROM "Evidence" old WHERE old."capturedAt" < ${before}
          AND NOT EXISTS (SELECT 1 FROM "IncidentEvidence" used WHERE used."evidenceId" = old."id")
        LIMIT ${AT_ONCE})`,
    () => database.$executeRaw`
      DELETE FROM "ContainerName" WHERE rowid IN (
        SELECT rowid FROM "ContainerName" WHERE "lastAt" < ${before} LIMIT ${AT_ONCE})`,
    () => database.$executeRaw`
      DELETE FROM "Login" WHERE "id" IN (
        SELECT "id" FROM "Login" WHERE "expiresAt" < ${before} LIMIT ${AT_ONCE})`,
  ];
  let removed = 0;
  for (const step of steps) {
    for (let count = AT_ONCE; count === AT_ONCE; removed += count) {
      count = await queue.run(async () => ({
        operations: [step()],
        resultOf: ([rows]: readonly unknown[]) => Number(rows),
      }));
    }
  }
  return removed;
}
