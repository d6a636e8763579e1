-- AlterTable
ALTER TABLE "Incident" ADD COLUMN "factsJson" TEXT NOT NULL DEFAULT '{}';
