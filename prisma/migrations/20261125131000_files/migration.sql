-- CreateTable
CREATE TABLE "files" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "chat" BIGINT NOT NULL,
    "purpose" TEXT NOT NULL,
    "ticket" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'wanted',
    "body" BYTEA NOT NULL,
    "mime" TEXT,
    "bytes" INTEGER,
    "place" UUID,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_by" INTEGER,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gone_places" (
    "place" UUID NOT NULL,

    CONSTRAINT "gone_places_pkey" PRIMARY KEY ("place")
);

-- CreateIndex
CREATE INDEX "files_person_id_idx" ON "files"("person_id");
CREATE INDEX "files_chat_idx" ON "files"("chat");
CREATE INDEX "files_ticket_idx" ON "files"("ticket");
CREATE INDEX "files_wanted" ON "files"("due_at") WHERE "state" = 'wanted';

-- AddForeignKey
ALTER TABLE "files" ADD CONSTRAINT "files_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "files" ADD CONSTRAINT "files_chat_fkey" FOREIGN KEY ("chat") REFERENCES "chats"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "files" ADD CONSTRAINT "files_ticket_fkey" FOREIGN KEY ("ticket") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whatever deletes a row, also one it belongs to: its place is noted in the same transaction, and emptied after that.
CREATE FUNCTION note_gone_place() RETURNS trigger AS $$
BEGIN
  INSERT INTO gone_places (place) VALUES (OLD.place) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER files_gone AFTER DELETE ON "files" FOR EACH ROW WHEN (OLD.place IS NOT NULL) EXECUTE FUNCTION note_gone_place();
