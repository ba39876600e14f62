-- Where somebody works abroad and until when, and what they are reminded of because of it.
CREATE TABLE "work" (
    "person_id" UUID NOT NULL,
    "country" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "by" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "planned" INTEGER NOT NULL DEFAULT 0,
    "zone" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_pkey" PRIMARY KEY ("person_id")
);

CREATE TABLE "work_reminders" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "body" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "outbox" BIGINT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "work_reminders_pkey" PRIMARY KEY ("id")
);

-- Nothing is said twice, whichever process says it.
CREATE UNIQUE INDEX "work_reminders_person_id_about_version_step_key" ON "work_reminders"("person_id", "about", "version", "step");
CREATE INDEX "work_country_idx" ON "work"("country");
CREATE INDEX "work_reminders_due" ON "work_reminders"("due_at") WHERE "state" = 'waiting';

ALTER TABLE "work" ADD CONSTRAINT "work_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "work_reminders" ADD CONSTRAINT "work_reminders_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "work"("person_id") ON DELETE CASCADE ON UPDATE CASCADE;
