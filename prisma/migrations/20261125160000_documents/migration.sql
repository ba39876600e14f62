-- AlterTable
ALTER TABLE "files" ADD COLUMN "document" TEXT;

-- CreateTable
CREATE TABLE "documents" (
    "id" SERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "document" TEXT NOT NULL,
    "file" UUID,
    "state" TEXT NOT NULL DEFAULT 'diterima',
    "reason" BYTEA,
    "expires" DATE,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by" TEXT,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "documents_person_id_document_key" ON "documents"("person_id", "document");
CREATE INDEX "documents_file_idx" ON "documents"("file");
CREATE INDEX "documents_state_sent_at_idx" ON "documents"("state", "sent_at");

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "documents" ADD CONSTRAINT "documents_file_fkey" FOREIGN KEY ("file") REFERENCES "files"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One document that its person deleted stays deleted.
ALTER TABLE "tombstones" DROP CONSTRAINT "tombstones_about";
ALTER TABLE "tombstones" ADD CONSTRAINT "tombstones_about"
  CHECK ("about" IN ('person', 'registration', 'consent', 'document', 'restriction', 'messages'));
