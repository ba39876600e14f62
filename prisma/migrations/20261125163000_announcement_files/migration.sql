-- A file may belong to an announcement: its picture, which is nobody's own, or a report that a member of staff asked for.
ALTER TABLE "files" ALTER COLUMN "person_id" DROP NOT NULL,
ALTER COLUMN "chat" DROP NOT NULL,
ADD COLUMN "announcement" INTEGER;

-- CreateIndex
CREATE INDEX "files_announcement_idx" ON "files"("announcement");

-- AddForeignKey
ALTER TABLE "files" ADD CONSTRAINT "files_announcement_fkey" FOREIGN KEY ("announcement") REFERENCES "announcements"("id") ON DELETE CASCADE ON UPDATE CASCADE;
