-- Files that we make for somebody (a copy of their data, a calendar) live until they are sent, and never longer than this.
ALTER TABLE "files" ADD COLUMN "expires_at" TIMESTAMPTZ(3);

CREATE INDEX "files_expiring" ON "files"("expires_at") WHERE "expires_at" IS NOT NULL;
