-- CreateTable
CREATE TABLE "Attachment" (
    "incidentId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,

    PRIMARY KEY ("incidentId", "seq"),
    CONSTRAINT "Attachment_incidentId_seq_fkey" FOREIGN KEY ("incidentId", "seq") REFERENCES "TimelineEntry" ("incidentId", "seq") ON DELETE RESTRICT ON UPDATE CASCADE
);
