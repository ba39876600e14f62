-- What the office tells many people at once. Its recipients are rows of the outbox, so that one ledger counts everything.
CREATE TABLE "announcements" (
    "id" SERIAL NOT NULL,
    "state" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "segment" JSONB NOT NULL,
    "corrects" INTEGER,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_in" BIGINT,
    "approved_by" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "recipients" INTEGER NOT NULL DEFAULT 0,
    "excluded" JSONB NOT NULL DEFAULT '{}',
    "tally" JSONB,

    CONSTRAINT "announcements_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_corrects_fkey" FOREIGN KEY ("corrects") REFERENCES "announcements"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_state" CHECK ("state" IN ('menunggu-izin', 'terjadwal', 'berjalan', 'dijeda', 'selesai', 'dibatalkan'));
CREATE INDEX "announcements_open" ON "announcements" ("id") WHERE "state" IN ('terjadwal', 'berjalan', 'dibatalkan');

ALTER TABLE "outbox" ADD COLUMN "announcement" INTEGER,
                     ADD COLUMN "person_id" UUID,
                     ADD COLUMN "line" TEXT;
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_announcement_fkey" FOREIGN KEY ("announcement") REFERENCES "announcements"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The next of an announcement on one line; what came of it; and whose they are, for who is forgotten or joined.
CREATE INDEX "outbox_pushes" ON "outbox" ("line", "announcement", "id") WHERE "state" = 'queued' AND "line" IS NOT NULL;
CREATE INDEX "outbox_ledger" ON "outbox" ("announcement", "state") WHERE "announcement" IS NOT NULL;
CREATE INDEX "outbox_person" ON "outbox" ("person_id") WHERE "person_id" IS NOT NULL;

-- How fast what nobody asked for may leave an account, shared by every process that sends.
CREATE TABLE "paces" (
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "day" DATE,
    "today" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "paces_pkey" PRIMARY KEY ("channel","account")
);
