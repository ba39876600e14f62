-- Alumni who are willing to answer questions, and the questions that staff have put to them without saying who asks.
CREATE TABLE "mentors" (
    "person_id" UUID NOT NULL,
    "body" BYTEA NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mentors_pkey" PRIMARY KEY ("person_id")
);

CREATE TABLE "mentor_questions" (
    "id" SERIAL NOT NULL,
    "ticket" INTEGER NOT NULL,
    "mentor" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ditanya',
    "body" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "mentor_questions_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "mentor_questions_ticket_idx" ON "mentor_questions"("ticket");
CREATE INDEX "mentor_questions_mentor_idx" ON "mentor_questions"("mentor");

ALTER TABLE "mentors" ADD CONSTRAINT "mentors_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mentor_questions" ADD CONSTRAINT "mentor_questions_ticket_fkey" FOREIGN KEY ("ticket") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mentor_questions" ADD CONSTRAINT "mentor_questions_mentor_fkey" FOREIGN KEY ("mentor") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
