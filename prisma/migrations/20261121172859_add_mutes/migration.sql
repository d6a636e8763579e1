-- CreateTable
CREATE TABLE "Mute" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "hostId" TEXT,
    "mode" TEXT,
    "subject" TEXT,
    "reason" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "endsAt" BIGINT NOT NULL,
    "endedAt" BIGINT,
    "endedById" TEXT,
    "endedByName" TEXT
);

-- CreateIndex
CREATE INDEX "Mute_endsAt_idx" ON "Mute"("endsAt");
