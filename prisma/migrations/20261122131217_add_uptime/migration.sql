-- CreateTable
CREATE TABLE "Uptime" (
    "hostId" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "fromAt" BIGINT NOT NULL,
    "lengthMs" BIGINT NOT NULL,
    "measuredMs" BIGINT NOT NULL,
    "wantedMs" BIGINT NOT NULL,
    "upMs" BIGINT NOT NULL,

    PRIMARY KEY ("fromAt", "lengthMs", "hostId", "service")
);
