-- People whom the office imports from its spreadsheets.
ALTER TABLE "registrations" ADD COLUMN "name_hash" BYTEA, ADD COLUMN "imported_at" TIMESTAMPTZ(3);

CREATE INDEX "registrations_name_hash_idx" ON "registrations"("name_hash");

-- Somebody in a chat says that they are one of them; staff decide.
CREATE TABLE "alumni_claims" (
    "id" SERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "body" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "alumni_claims_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alumni_claims_state" CHECK ("state" IN ('open', 'matched', 'refused'))
);

CREATE INDEX "alumni_claims_person_id_idx" ON "alumni_claims"("person_id");
CREATE INDEX "alumni_claims_state_at_idx" ON "alumni_claims"("state", "at");

ALTER TABLE "alumni_claims" ADD CONSTRAINT "alumni_claims_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
