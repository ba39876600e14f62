-- Rights of UU 27/2022: restriction of processing, receipts, and what a restore must not undo.
ALTER TABLE "people"
    ADD COLUMN "restricted_at" TIMESTAMPTZ(3),
    ADD COLUMN "formerly" UUID[] DEFAULT ARRAY[]::UUID[];

CREATE TABLE "data_requests" (
    "number" TEXT NOT NULL,
    "person_id" UUID,
    "kind" TEXT NOT NULL,
    "outside" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "done_by" TEXT,

    CONSTRAINT "data_requests_pkey" PRIMARY KEY ("number"),
    CONSTRAINT "data_requests_kind" CHECK ("kind" IN ('lihat', 'ubah', 'tarik', 'batasi', 'buka', 'hapus'))
);

CREATE INDEX "data_requests_person_id_idx" ON "data_requests"("person_id");
CREATE INDEX "data_requests_open" ON "data_requests"("opened_at") WHERE "done_at" IS NULL;

ALTER TABLE "data_requests" ADD CONSTRAINT "data_requests_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "tombstone_keys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "body" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tombstone_keys_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "tombstones" (
    "hash" BYTEA NOT NULL,
    "key" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "holds" BOOLEAN NOT NULL DEFAULT true,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tombstones_pkey" PRIMARY KEY ("hash"),
    CONSTRAINT "tombstones_about" CHECK ("about" IN ('person', 'registration', 'consent', 'restriction', 'messages'))
);

CREATE INDEX "tombstones_key_idx" ON "tombstones"("key");

ALTER TABLE "tombstones" ADD CONSTRAINT "tombstones_key_fkey" FOREIGN KEY ("key") REFERENCES "tombstone_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;
