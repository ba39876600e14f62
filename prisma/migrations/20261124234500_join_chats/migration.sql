-- CreateTable
CREATE TABLE "join_codes" (
    "chat" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_by" BIGINT,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "join_codes_pkey" PRIMARY KEY ("chat")
);

-- CreateTable
CREATE TABLE "join_tries" (
    "id" BIGSERIAL NOT NULL,
    "chat" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "join_tries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "join_codes_hash_idx" ON "join_codes"("hash");

-- CreateIndex
CREATE INDEX "join_codes_claimed_by_idx" ON "join_codes"("claimed_by");

-- CreateIndex
CREATE INDEX "join_tries_chat_at_idx" ON "join_tries"("chat", "at");

-- AddForeignKey
ALTER TABLE "join_codes" ADD CONSTRAINT "join_codes_chat_fkey" FOREIGN KEY ("chat") REFERENCES "chats"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_tries" ADD CONSTRAINT "join_tries_chat_fkey" FOREIGN KEY ("chat") REFERENCES "chats"("id") ON DELETE CASCADE ON UPDATE CASCADE;
