
-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chats" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "chat" BIGINT NOT NULL,
    "event_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "body" BYTEA,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "chat" BIGINT NOT NULL,
    "body" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("chat")
);

-- CreateTable
CREATE TABLE "drafts" (
    "person_id" UUID NOT NULL,
    "flow" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("person_id","flow")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "chat" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "priority" SMALLINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "body" BYTEA,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_by" INTEGER,
    "reason" TEXT,
    "platform_id" TEXT,
    "repeated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consents" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "chat" BIGINT NOT NULL,
    "event_id" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registrations" (
    "number" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "schemes" TEXT[],
    "answers" BYTEA NOT NULL,
    "nik_hash" BYTEA,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "reason" BYTEA,

    CONSTRAINT "registrations_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" SERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "chat" BIGINT NOT NULL,
    "about" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_messages" (
    "id" BIGSERIAL NOT NULL,
    "ticket" INTEGER NOT NULL,
    "staff_id" UUID,
    "body" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "open_questions" (
    "id" BIGSERIAL NOT NULL,
    "body" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "open_questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pauses" (
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pauses_pkey" PRIMARY KEY ("channel","account")
);

-- CreateIndex
CREATE INDEX "chats_person_id_idx" ON "chats"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "chats_channel_account_chat_id_key" ON "chats"("channel", "account", "chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_chat_event_id_key" ON "inbox"("chat", "event_id");

-- CreateIndex
CREATE INDEX "drafts_updated_at_idx" ON "drafts"("updated_at");

-- CreateIndex
CREATE INDEX "consents_person_id_idx" ON "consents"("person_id");

-- CreateIndex
CREATE INDEX "registrations_person_id_idx" ON "registrations"("person_id");

-- CreateIndex
CREATE INDEX "registrations_nik_hash_idx" ON "registrations"("nik_hash");

-- CreateIndex
CREATE INDEX "registrations_state_submitted_at_idx" ON "registrations"("state", "submitted_at");

-- CreateIndex
CREATE INDEX "staff_channel_chat_id_idx" ON "staff"("channel", "chat_id");

-- CreateIndex
CREATE INDEX "tickets_person_id_idx" ON "tickets"("person_id");

-- CreateIndex
CREATE INDEX "tickets_state_opened_at_idx" ON "tickets"("state", "opened_at");

-- CreateIndex
CREATE INDEX "ticket_messages_ticket_idx" ON "ticket_messages"("ticket");

-- CreateIndex
CREATE INDEX "audit_subject_idx" ON "audit"("subject");

-- AddForeignKey
ALTER TABLE "chats" ADD CONSTRAINT "chats_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_chat_fkey" FOREIGN KEY ("chat") REFERENCES "chats"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_chat_fkey" FOREIGN KEY ("chat") REFERENCES "chats"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_chat_fkey" FOREIGN KEY ("chat") REFERENCES "chats"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_ticket_fkey" FOREIGN KEY ("ticket") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema cannot say: partial indexes on the work that is open, and promises the code relies on.

-- Events that wait for a decision, by chat and order.
CREATE INDEX "inbox_open" ON "inbox" ("chat", "id") WHERE "done_at" IS NULL;

-- Messages that have not left, by chat and order.
CREATE INDEX "outbox_open" ON "outbox" ("chat", "id") WHERE "state" IN ('queued', 'sending');

-- Messages that are due, by priority.
CREATE INDEX "outbox_due" ON "outbox" ("priority", "id") WHERE "state" = 'queued';

-- A person has one registration that counts.
CREATE UNIQUE INDEX "registrations_one" ON "registrations" ("person_id") WHERE "state" <> 'ditarik';

-- One staff member per chat.
CREATE UNIQUE INDEX "staff_one" ON "staff" ("channel", "chat_id") WHERE "removed_at" IS NULL;

ALTER TABLE "outbox" ADD CONSTRAINT "outbox_state" CHECK ("state" IN ('queued', 'sending', 'sent', 'failed', 'skipped', 'unknown'));
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_state" CHECK ("state" IN ('menunggu', 'diterima', 'dikembalikan', 'ditarik'));
