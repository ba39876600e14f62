-- The office asks people abroad how they are; what they answer is counted, never listed.
CREATE TABLE "checkins" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "months" INTEGER,
    "announcement" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkins_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "checkin_people" (
    "checkin" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "body" BYTEA,

    CONSTRAINT "checkin_people_pkey" PRIMARY KEY ("checkin", "person_id")
);

CREATE UNIQUE INDEX "checkins_announcement_key" ON "checkins"("announcement");
-- Of each mark (after so many months), and of those who tell unasked, there is one.
CREATE UNIQUE INDEX "checkins_standing" ON "checkins"("kind", coalesce("months", 0)) WHERE "kind" <> 'sekali';
CREATE INDEX "checkin_people_person_id_idx" ON "checkin_people"("person_id");

ALTER TABLE "checkins" ADD CONSTRAINT "checkins_announcement_fkey" FOREIGN KEY ("announcement") REFERENCES "announcements"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "checkin_people" ADD CONSTRAINT "checkin_people_checkin_fkey" FOREIGN KEY ("checkin") REFERENCES "checkins"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "checkin_people" ADD CONSTRAINT "checkin_people_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
