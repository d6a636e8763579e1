-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "disabledAt" BIGINT
);

-- CreateTable
CREATE TABLE "Login" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "secretHash" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "lastUsedAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "endedAt" BIGINT,
    "userAgent" TEXT NOT NULL,
    "clientAddress" TEXT NOT NULL,
    CONSTRAINT "Login_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Invite" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "accountId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "usedAt" BIGINT,
    "usedById" TEXT
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" BIGINT NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Host" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "url" TEXT NOT NULL,
    "labelsJson" TEXT NOT NULL,
    "firstSeenAt" BIGINT NOT NULL,
    "lastSeenAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "ContainerName" (
    "hostId" TEXT NOT NULL,
    "containerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "image" TEXT NOT NULL,
    "lastAt" BIGINT NOT NULL,

    PRIMARY KEY ("hostId", "containerId")
);

-- CreateTable
CREATE TABLE "SourceCursor" (
    "hostId" TEXT NOT NULL PRIMARY KEY,
    "epoch" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "journalCursor" TEXT,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "StreamRow" (
    "hostId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "sourceAt" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "fingerprint" TEXT,
    "bodyJson" TEXT NOT NULL,

    PRIMARY KEY ("hostId", "seq")
);

-- CreateTable
CREATE TABLE "Symptom" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "hostId" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "seenAt" BIGINT NOT NULL,
    "clearedAt" BIGINT,
    "updatedAt" BIGINT NOT NULL,
    "symptomJson" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "SymptomChange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "symptomId" TEXT NOT NULL,
    "hostId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "symptomJson" TEXT NOT NULL,
    CONSTRAINT "SymptomChange_symptomId_fkey" FOREIGN KEY ("symptomId") REFERENCES "Symptom" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "hostId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "containerId" TEXT,
    "title" TEXT NOT NULL,
    "capturedAt" BIGINT NOT NULL,
    "lineCount" INTEGER NOT NULL,
    "linesJson" TEXT NOT NULL,
    "inspectJson" TEXT
);

-- CreateTable
CREATE TABLE "Incident" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "openedById" TEXT,
    "acknowledgedById" TEXT,
    "acknowledgedByName" TEXT,
    "impactStartedAt" BIGINT,
    "detectedAt" BIGINT,
    "acknowledgedAt" BIGINT,
    "mitigatedAt" BIGINT,
    "resolvedAt" BIGINT,
    "confirmedMilestones" TEXT NOT NULL DEFAULT '',
    "proposedImpactAt" BIGINT,
    "mergedIntoId" TEXT,
    "headSeq" INTEGER NOT NULL,
    "headHash" TEXT NOT NULL,
    CONSTRAINT "Incident_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Incident" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IncidentSymptom" (
    "incidentId" TEXT NOT NULL,
    "symptomId" TEXT NOT NULL,
    "attachedSeq" INTEGER NOT NULL,

    PRIMARY KEY ("incidentId", "symptomId"),
    CONSTRAINT "IncidentSymptom_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "IncidentSymptom_symptomId_fkey" FOREIGN KEY ("symptomId") REFERENCES "Symptom" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IncidentHost" (
    "incidentId" TEXT NOT NULL,
    "hostId" TEXT NOT NULL,
    "landedRowSeq" INTEGER NOT NULL,
    "landedChangeId" INTEGER NOT NULL,

    PRIMARY KEY ("incidentId", "hostId"),
    CONSTRAINT "IncidentHost_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IncidentEvidence" (
    "incidentId" TEXT NOT NULL,
    "evidenceId" TEXT NOT NULL,

    PRIMARY KEY ("incidentId", "evidenceId"),
    CONSTRAINT "IncidentEvidence_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "IncidentEvidence_evidenceId_fkey" FOREIGN KEY ("evidenceId") REFERENCES "Evidence" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TimelineEntry" (
    "incidentId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "sourceAt" BIGINT,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT,
    "visibility" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "bodyJson" TEXT,
    "bodyDigest" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "clientKey" TEXT,

    PRIMARY KEY ("incidentId", "seq"),
    CONSTRAINT "TimelineEntry_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Checklist" (
    "incidentId" TEXT NOT NULL,
    "runbookId" TEXT NOT NULL,
    "openedSeq" INTEGER NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "version" TEXT NOT NULL,
    "hostId" TEXT,
    "subject" TEXT NOT NULL,
    "symptomId" TEXT,
    "runbookJson" TEXT NOT NULL,

    PRIMARY KEY ("incidentId", "runbookId"),
    CONSTRAINT "Checklist_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StepState" (
    "incidentId" TEXT NOT NULL,
    "runbookId" TEXT NOT NULL,
    "stepId" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "changedAt" BIGINT NOT NULL,
    "byName" TEXT,
    "reason" TEXT,
    "reading" TEXT,

    PRIMARY KEY ("incidentId", "runbookId", "stepId"),
    CONSTRAINT "StepState_incidentId_runbookId_fkey" FOREIGN KEY ("incidentId", "runbookId") REFERENCES "Checklist" ("incidentId", "runbookId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Share" (
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
    "snapshotJson" TEXT NOT NULL,
    CONSTRAINT "Share_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "changedAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Account_nameKey_key" ON "Account"("nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "Login_secretHash_key" ON "Login"("secretHash");

-- CreateIndex
CREATE INDEX "Login_accountId_idx" ON "Login"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Invite_tokenHash_key" ON "Invite"("tokenHash");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE INDEX "StreamRow_hostId_sourceAt_idx" ON "StreamRow"("hostId", "sourceAt");

-- CreateIndex
CREATE INDEX "StreamRow_at_idx" ON "StreamRow"("at");

-- CreateIndex
CREATE UNIQUE INDEX "StreamRow_hostId_fingerprint_key" ON "StreamRow"("hostId", "fingerprint");

-- CreateIndex
CREATE INDEX "Symptom_hostId_state_idx" ON "Symptom"("hostId", "state");

-- CreateIndex
CREATE INDEX "Symptom_state_idx" ON "Symptom"("state");

-- CreateIndex
CREATE INDEX "SymptomChange_hostId_at_idx" ON "SymptomChange"("hostId", "at");

-- CreateIndex
CREATE INDEX "SymptomChange_symptomId_idx" ON "SymptomChange"("symptomId");

-- CreateIndex
CREATE INDEX "SymptomChange_at_idx" ON "SymptomChange"("at");

-- CreateIndex
CREATE INDEX "Evidence_hostId_capturedAt_idx" ON "Evidence"("hostId", "capturedAt");

-- CreateIndex
CREATE INDEX "Evidence_capturedAt_idx" ON "Evidence"("capturedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Incident_number_key" ON "Incident"("number");

-- CreateIndex
CREATE INDEX "Incident_state_idx" ON "Incident"("state");

-- CreateIndex
CREATE INDEX "IncidentSymptom_symptomId_idx" ON "IncidentSymptom"("symptomId");

-- CreateIndex
CREATE INDEX "IncidentHost_hostId_idx" ON "IncidentHost"("hostId");

-- CreateIndex
CREATE INDEX "IncidentEvidence_evidenceId_idx" ON "IncidentEvidence"("evidenceId");

-- CreateIndex
CREATE UNIQUE INDEX "TimelineEntry_incidentId_clientKey_key" ON "TimelineEntry"("incidentId", "clientKey");

-- CreateIndex
CREATE UNIQUE INDEX "Share_tokenHash_key" ON "Share"("tokenHash");

-- CreateIndex
CREATE INDEX "Share_incidentId_idx" ON "Share"("incidentId");

-- What was remembered is never changed. Only the body of an entry can be erased; its digest stays.
CREATE TRIGGER "TimelineEntry_kept" BEFORE DELETE ON "TimelineEntry"
BEGIN SELECT RAISE(ABORT, 'entries of a timeline are never removed'); END;

CREATE TRIGGER "TimelineEntry_unchanged" BEFORE UPDATE ON "TimelineEntry"
WHEN NEW."bodyJson" IS NOT NULL
  OR NEW."incidentId" IS NOT OLD."incidentId" OR NEW."seq" IS NOT OLD."seq"
  OR NEW."at" IS NOT OLD."at" OR NEW."sourceAt" IS NOT OLD."sourceAt"
  OR NEW."actorKind" IS NOT OLD."actorKind" OR NEW."actorId" IS NOT OLD."actorId"
  OR NEW."actorName" IS NOT OLD."actorName" OR NEW."visibility" IS NOT OLD."visibility"
  OR NEW."kind" IS NOT OLD."kind" OR NEW."bodyDigest" IS NOT OLD."bodyDigest"
  OR NEW."hash" IS NOT OLD."hash" OR NEW."clientKey" IS NOT OLD."clientKey"
BEGIN SELECT RAISE(ABORT, 'entries of a timeline are never changed'); END;

CREATE TRIGGER "AuditEntry_kept" BEFORE DELETE ON "AuditEntry"
BEGIN SELECT RAISE(ABORT, 'audit entries are never removed'); END;

CREATE TRIGGER "AuditEntry_unchanged" BEFORE UPDATE ON "AuditEntry"
BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
