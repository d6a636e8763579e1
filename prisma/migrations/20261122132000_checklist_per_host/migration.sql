-- A runbook may be worked through for several hosts of an incident, and for several containers: each has a checklist.
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;

-- RedefineTables
CREATE TABLE "new_StepState" (
    "incidentId" TEXT NOT NULL,
    "runbookId" TEXT NOT NULL,
    "hostId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "stepId" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "changedAt" BIGINT NOT NULL,
    "byName" TEXT,
    "reason" TEXT,
    "reading" TEXT,
    "answer" TEXT,

    PRIMARY KEY ("incidentId", "runbookId", "hostId", "subject", "stepId"),
    CONSTRAINT "StepState_incidentId_runbookId_hostId_subject_fkey" FOREIGN KEY ("incidentId", "runbookId", "hostId", "subject") REFERENCES "Checklist" ("incidentId", "runbookId", "hostId", "subject") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_StepState" ("incidentId", "runbookId", "hostId", "subject", "stepId", "mark", "changedAt", "byName", "reason", "reading", "answer")
SELECT "StepState"."incidentId", "StepState"."runbookId", COALESCE("Checklist"."hostId", ''), "Checklist"."subject", "stepId", "mark", "changedAt", "byName", "reason", "reading", "answer"
FROM "StepState" JOIN "Checklist" ON "Checklist"."incidentId" = "StepState"."incidentId" AND "Checklist"."runbookId" = "StepState"."runbookId";

CREATE TABLE "new_Checklist" (
    "incidentId" TEXT NOT NULL,
    "runbookId" TEXT NOT NULL,
    "hostId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "openedSeq" INTEGER NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "version" TEXT NOT NULL,
    "symptomId" TEXT,
    "runbookJson" TEXT NOT NULL,

    PRIMARY KEY ("incidentId", "runbookId", "hostId", "subject"),
    CONSTRAINT "Checklist_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Checklist" ("incidentId", "runbookId", "hostId", "subject", "openedSeq", "openedAt", "version", "symptomId", "runbookJson")
SELECT "incidentId", "runbookId", COALESCE("hostId", ''), "subject", "openedSeq", "openedAt", "version", "symptomId", "runbookJson" FROM "Checklist";

DROP TABLE "StepState";
DROP TABLE "Checklist";
ALTER TABLE "new_Checklist" RENAME TO "Checklist";
ALTER TABLE "new_StepState" RENAME TO "StepState";

PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
