-- One-time codes by which somebody becomes staff.
CREATE TABLE "staff_invites" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "hash" BYTEA NOT NULL,
    "role" TEXT NOT NULL,
    "name" TEXT,
    "by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" UUID,

    CONSTRAINT "staff_invites_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_invites_role" CHECK ("role" IN ('admin', 'petugas'))
);

CREATE INDEX "staff_invites_hash_idx" ON "staff_invites"("hash");
