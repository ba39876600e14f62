-- The office's calendar, and who was reminded of what.
-- AlterTable
ALTER TABLE "people" ADD COLUMN     "zone" TEXT;

-- CreateTable
CREATE TABLE "dates" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" TEXT NOT NULL,
    "scheme" TEXT,
    "batch" TEXT,
    "stages" TEXT[],
    "day" DATE NOT NULL,
    "cancelled" BOOLEAN NOT NULL DEFAULT false,
    "confirmed_by" TEXT,
    "body" JSONB NOT NULL,
    "file_hash" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "date_versions" (
    "date" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "date_versions_pkey" PRIMARY KEY ("date","version")
);

-- CreateTable
CREATE TABLE "reminders" (
    "id" BIGSERIAL NOT NULL,
    "registration" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "told_version" INTEGER,
    "zone" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "outbox" BIGINT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_reminders" (
    "person_id" UUID NOT NULL,
    "flow" TEXT NOT NULL,
    "n" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outbox" BIGINT NOT NULL,

    CONSTRAINT "form_reminders_pkey" PRIMARY KEY ("person_id","flow","n")
);

-- CreateIndex
CREATE INDEX "dates_day_idx" ON "dates"("day");

-- CreateIndex
CREATE UNIQUE INDEX "reminders_registration_date_version_step_key" ON "reminders"("registration", "date", "version", "step");

-- AddForeignKey
ALTER TABLE "date_versions" ADD CONSTRAINT "date_versions_date_fkey" FOREIGN KEY ("date") REFERENCES "dates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_registration_fkey" FOREIGN KEY ("registration") REFERENCES "registrations"("number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_date_fkey" FOREIGN KEY ("date") REFERENCES "dates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form_reminders" ADD CONSTRAINT "form_reminders_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema cannot say.
ALTER TABLE "dates" ADD CONSTRAINT "dates_for_somebody" CHECK ("scheme" IS NOT NULL OR "batch" IS NOT NULL);
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_state" CHECK ("state" IN ('waiting', 'queued', 'missed', 'covered', 'skipped', 'replaced'));
CREATE INDEX "reminders_told" ON "reminders" ("date", "version") WHERE "state" = 'queued';
CREATE INDEX "reminders_due" ON "reminders" ("due_at") WHERE "state" = 'waiting';
