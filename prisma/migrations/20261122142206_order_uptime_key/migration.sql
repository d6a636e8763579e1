-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Uptime" (
    "hostId" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "fromAt" BIGINT NOT NULL,
    "lengthMs" BIGINT NOT NULL,
    "measuredMs" BIGINT NOT NULL,
    "wantedMs" BIGINT NOT NULL,
    "upMs" BIGINT NOT NULL,

    PRIMARY KEY ("lengthMs", "fromAt", "hostId", "service")
);
INSERT INTO "new_Uptime" ("fromAt", "hostId", "lengthMs", "measuredMs", "service", "upMs", "wantedMs") SELECT "fromAt", "hostId", "lengthMs", "measuredMs", "service", "upMs", "wantedMs" FROM "Uptime";
DROP TABLE "Uptime";
ALTER TABLE "new_Uptime" RENAME TO "Uptime";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
