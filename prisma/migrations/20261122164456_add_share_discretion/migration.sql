-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Share" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "incidentId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "revokedAt" BIGINT,
    "views" INTEGER NOT NULL DEFAULT 0,
    "lastUsedAt" BIGINT,
    "kind" TEXT NOT NULL DEFAULT 'snapshot',
    "label" TEXT,
    "hasAliases" BOOLEAN NOT NULL DEFAULT false,
    "hidesPeople" BOOLEAN NOT NULL DEFAULT false,
    "hidesWords" BOOLEAN NOT NULL DEFAULT true,
    "summary" TEXT,
    "frozenAt" BIGINT,
    "snapshotJson" TEXT NOT NULL,
    CONSTRAINT "Share_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Share" ("createdAt", "createdById", "createdByName", "expiresAt", "frozenAt", "hasAliases", "id", "incidentId", "kind", "label", "lastUsedAt", "revokedAt", "snapshotJson", "tokenHash", "views") SELECT "createdAt", "createdById", "createdByName", "expiresAt", "frozenAt", "hasAliases", "id", "incidentId", "kind", "label", "lastUsedAt", "revokedAt", "snapshotJson", "tokenHash", "views" FROM "Share";
DROP TABLE "Share";
ALTER TABLE "new_Share" RENAME TO "Share";
CREATE UNIQUE INDEX "Share_tokenHash_key" ON "Share"("tokenHash");
CREATE INDEX "Share_incidentId_idx" ON "Share"("incidentId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
