-- AlterTable
ALTER TABLE "chats" ADD COLUMN     "phone" TEXT;

-- CreateTable
CREATE TABLE "logins" (
    "account" TEXT NOT NULL,
    "body" BYTEA,
    "number" TEXT,
    "leaving" BOOLEAN NOT NULL DEFAULT false,
    "condition" TEXT,
    "condition_at" TIMESTAMPTZ(3),

    CONSTRAINT "logins_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "login_keys" (
    "account" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "login_keys_pkey" PRIMARY KEY ("account","kind","id")
);

-- CreateTable
CREATE TABLE "sent_bodies" (
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "chat" BIGINT NOT NULL,
    "body" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sent_bodies_pkey" PRIMARY KEY ("account","id")
);

-- CreateIndex
CREATE INDEX "sent_bodies_chat_idx" ON "sent_bodies"("chat");

-- CreateIndex
CREATE INDEX "sent_bodies_at_idx" ON "sent_bodies"("at");

-- AddForeignKey
ALTER TABLE "sent_bodies" ADD CONSTRAINT "sent_bodies_chat_fkey" FOREIGN KEY ("chat") REFERENCES "chats"("id") ON DELETE CASCADE ON UPDATE CASCADE;
