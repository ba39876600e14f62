-- When a conversation became an emergency: from then on staff are reminded of it until somebody takes it.
ALTER TABLE "tickets" ADD COLUMN "urgent_at" TIMESTAMPTZ(3);
UPDATE "tickets" SET "urgent_at" = "opened_at" WHERE "about" = 'darurat';

-- What staff were reminded of, each step once.
CREATE TABLE "staff_nudges" (
    "about" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_nudges_pkey" PRIMARY KEY ("about", "subject", "since", "step")
);

-- The first answers of the last weeks are looked for once a minute.
CREATE INDEX "ticket_messages_answers" ON "ticket_messages"("at") WHERE "staff_id" IS NOT NULL;
