-- CreateTable
CREATE TABLE "document_reminders" (
    "person_id" UUID NOT NULL,
    "document" TEXT NOT NULL,
    "expires" DATE NOT NULL,
    "step" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outbox" BIGINT NOT NULL,

    CONSTRAINT "document_reminders_pkey" PRIMARY KEY ("person_id","document","expires","step")
);

-- AddForeignKey
ALTER TABLE "document_reminders" ADD CONSTRAINT "document_reminders_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
