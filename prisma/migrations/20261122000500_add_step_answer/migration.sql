-- AlterTable
ALTER TABLE "StepState" ADD COLUMN "answer" TEXT;
