-- AlterTable
ALTER TABLE "Share" ADD COLUMN "hasAliases" BOOLEAN NOT NULL DEFAULT false;
