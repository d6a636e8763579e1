-- CreateTable
CREATE TABLE "ImportedIncident" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "digest" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "importedAt" BIGINT NOT NULL,
    "importedById" TEXT NOT NULL,
    "importedByName" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "writtenAt" BIGINT NOT NULL,
    "entryCount" INTEGER NOT NULL,
    "notAsWritten" INTEGER NOT NULL,
    "headHash" TEXT NOT NULL,
    "contentJson" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ImportedEntry" (
    "importId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "entryJson" TEXT NOT NULL,

    PRIMARY KEY ("importId", "seq"),
    CONSTRAINT "ImportedEntry_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportedIncident" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "ImportedIncident_digest_key" ON "ImportedIncident"("digest");
