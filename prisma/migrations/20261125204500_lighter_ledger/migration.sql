-- Writing an announcement's recipients down took half of its time in checks of keys and in keeping indexes. An announcement is never
-- deleted, and its rows are written in the transaction that locks it; what leaves before a push is found by an index without them.
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_announcement_fkey";
DROP INDEX "outbox_due";
CREATE INDEX "outbox_due" ON "outbox" ("priority", "id") WHERE "state" = 'queued' AND "priority" < 3;
