-- CreateTable
CREATE TABLE "upload_links" (
    "hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "chat" BIGINT NOT NULL,
    "document" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_links_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "upload_links_person_id_idx" ON "upload_links"("person_id");
CREATE INDEX "upload_links_chat_idx" ON "upload_links"("chat");

-- AddForeignKey
ALTER TABLE "upload_links" ADD CONSTRAINT "upload_links_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "upload_links" ADD CONSTRAINT "upload_links_chat_fkey" FOREIGN KEY ("chat") REFERENCES "chats"("id") ON DELETE CASCADE ON UPDATE CASCADE;
