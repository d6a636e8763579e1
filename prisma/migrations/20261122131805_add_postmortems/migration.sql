-- CreateTable
CREATE TABLE "Postmortem" (
    "incidentId" TEXT NOT NULL PRIMARY KEY,
    "status" TEXT NOT NULL,
    "templateId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "editedAt" BIGINT NOT NULL,
    "editedByName" TEXT NOT NULL,
    CONSTRAINT "Postmortem_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PostmortemEdit" (
    "incidentId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "changesJson" TEXT NOT NULL,

    PRIMARY KEY ("incidentId", "revision"),
    CONSTRAINT "PostmortemEdit_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Postmortem" ("incidentId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PostmortemComment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "incidentId" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "quote" TEXT,
    "markdown" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "resolvedAt" BIGINT,
    "resolvedByName" TEXT,
    CONSTRAINT "PostmortemComment_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Postmortem" ("incidentId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "incidentId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ownerId" TEXT,
    "ownerName" TEXT,
    "dueOn" TEXT,
    "createdAt" BIGINT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "doneAt" BIGINT,
    "doneByName" TEXT,
    CONSTRAINT "FollowUp_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Postmortem" ("incidentId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PostmortemVersion" (
    "incidentId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "headSeq" INTEGER NOT NULL,
    "headHash" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "frozenJson" TEXT NOT NULL,

    PRIMARY KEY ("incidentId", "version"),
    CONSTRAINT "PostmortemVersion_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Postmortem" ("incidentId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "PostmortemComment_incidentId_idx" ON "PostmortemComment"("incidentId");

-- CreateIndex
CREATE INDEX "FollowUp_incidentId_idx" ON "FollowUp"("incidentId");

-- What was published stays as it was; what was typed stays who typed it.
CREATE TRIGGER "PostmortemVersion_kept" BEFORE DELETE ON "PostmortemVersion"
BEGIN SELECT RAISE(ABORT, 'published versions are never removed'); END;

CREATE TRIGGER "PostmortemVersion_unchanged" BEFORE UPDATE ON "PostmortemVersion"
BEGIN SELECT RAISE(ABORT, 'published versions are never changed'); END;

CREATE TRIGGER "PostmortemEdit_kept" BEFORE DELETE ON "PostmortemEdit"
BEGIN SELECT RAISE(ABORT, 'edits of a postmortem are never removed'); END;

CREATE TRIGGER "PostmortemEdit_unchanged" BEFORE UPDATE ON "PostmortemEdit"
BEGIN SELECT RAISE(ABORT, 'edits of a postmortem are never changed'); END;
