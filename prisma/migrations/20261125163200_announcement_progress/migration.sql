-- A row may change an earlier message instead of being one.
ALTER TABLE "outbox" ADD COLUMN "edits" TEXT;

-- The message in its writer's chat that tells how an announcement goes, when that was last looked at, and what it says.
ALTER TABLE "announcements" ADD COLUMN "progress" BIGINT,
ADD COLUMN "progress_at" TIMESTAMPTZ(3),
ADD COLUMN "told" TEXT;
