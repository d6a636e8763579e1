-- AlterTable
ALTER TABLE "PostmortemVersion" ADD COLUMN "erasedAt" BIGINT;
ALTER TABLE "PostmortemVersion" ADD COLUMN "erasedByName" TEXT;

-- What was frozen can be erased, once, and nothing else of it changes: its digest stays, and who erased it when.
DROP TRIGGER "PostmortemVersion_unchanged";

CREATE TRIGGER "PostmortemVersion_unchanged" BEFORE UPDATE ON "PostmortemVersion"
WHEN NEW."frozenJson" IS NOT 'null' OR OLD."erasedAt" IS NOT NULL
  OR NEW."erasedAt" IS NULL OR NEW."erasedByName" IS NULL
  OR NEW."incidentId" IS NOT OLD."incidentId" OR NEW."version" IS NOT OLD."version"
  OR NEW."at" IS NOT OLD."at" OR NEW."byId" IS NOT OLD."byId" OR NEW."byName" IS NOT OLD."byName"
  OR NEW."headSeq" IS NOT OLD."headSeq" OR NEW."headHash" IS NOT OLD."headHash"
  OR NEW."digest" IS NOT OLD."digest"
BEGIN SELECT RAISE(ABORT, 'published versions are never changed'); END;

-- What was typed stands in the edits as well: who typed it when stays.
DROP TRIGGER "PostmortemEdit_unchanged";

CREATE TRIGGER "PostmortemEdit_unchanged" BEFORE UPDATE ON "PostmortemEdit"
WHEN NEW."changesJson" IS NOT 'null'
  OR NEW."incidentId" IS NOT OLD."incidentId" OR NEW."revision" IS NOT OLD."revision"
  OR NEW."at" IS NOT OLD."at" OR NEW."byId" IS NOT OLD."byId" OR NEW."byName" IS NOT OLD."byName"
  OR NEW."clientId" IS NOT OLD."clientId"
BEGIN SELECT RAISE(ABORT, 'edits of a postmortem are never changed'); END;
