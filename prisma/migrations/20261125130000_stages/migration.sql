-- A group that goes through a scheme together.
CREATE TABLE "batches" (
    "id" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "starts" DATE NOT NULL,
    "ends" DATE,
    "seats" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batches_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "batches_id" CHECK ("id" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT "batches_dates" CHECK ("ends" >= "starts"),
    CONSTRAINT "batches_seats" CHECK ("seats" > 0)
);

CREATE INDEX "batches_scheme_starts_idx" ON "batches"("scheme", "starts");

-- The state of being looked at becomes a stage of a longer way.
DROP INDEX "registrations_one";
DROP INDEX "registrations_state_submitted_at_idx";
ALTER TABLE "registrations" DROP CONSTRAINT "registrations_state";
ALTER TABLE "registrations" RENAME COLUMN "state" TO "stage";
ALTER TABLE "registrations"
    ADD COLUMN "batch" TEXT,
    ADD COLUMN "province" CHAR(2),
    ADD COLUMN "erased_at" TIMESTAMPTZ(3);

UPDATE "registrations" SET "erased_at" = coalesce("decided_at", "submitted_at") WHERE "stage" = 'ditarik';
UPDATE "registrations" SET "stage" = CASE "stage"
    WHEN 'menunggu' THEN 'terdaftar'
    WHEN 'diterima' THEN 'lengkap'
    WHEN 'dikembalikan' THEN 'perlu-perbaikan'
    WHEN 'ditarik' THEN 'mengundurkan-diri'
END;

ALTER TABLE "registrations" ADD CONSTRAINT "registrations_stage" CHECK ("stage" IN (
    'terdaftar', 'diperiksa', 'lengkap', 'perlu-perbaikan', 'seleksi', 'pelatihan', 'siap-berangkat', 'berangkat', 'alumni',
    'mengundurkan-diri', 'tidak-lanjut'));
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_province" CHECK ("province" ~ '^[0-9]{2}$');
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_batch_fkey" FOREIGN KEY ("batch") REFERENCES "batches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE INDEX "registrations_stage_submitted_at_idx" ON "registrations"("stage", "submitted_at");
CREATE INDEX "registrations_batch_idx" ON "registrations"("batch");

-- One way at a time: who has come to an end of one may begin another.
CREATE UNIQUE INDEX "registrations_one" ON "registrations" ("person_id") WHERE "stage" NOT IN ('alumni', 'mengundurkan-diri', 'tidak-lanjut');

-- Every move: who, when, why.
CREATE TABLE "stage_moves" (
    "id" BIGSERIAL NOT NULL,
    "registration" TEXT NOT NULL,
    "from_stage" TEXT,
    "to_stage" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" BYTEA,

    CONSTRAINT "stage_moves_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "stage_moves_registration_fkey" FOREIGN KEY ("registration") REFERENCES "registrations"("number") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "stage_moves_registration_id_idx" ON "stage_moves"("registration", "id");
