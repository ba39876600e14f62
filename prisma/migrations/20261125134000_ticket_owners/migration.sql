-- A ticket has an owner and says how far it is.
ALTER TABLE "tickets" ALTER COLUMN "state" SET DEFAULT 'baru',
  ADD COLUMN "owner_id" UUID,
  ADD COLUMN "taken_at" TIMESTAMPTZ(3),
  ADD COLUMN "closed_as" TEXT;

UPDATE "tickets" SET "state" = CASE "state" WHEN 'closed' THEN 'selesai' ELSE 'baru' END;

ALTER TABLE "tickets" ADD CONSTRAINT "tickets_state_check" CHECK ("state" IN ('baru', 'dipegang', 'menunggu-orang', 'selesai'));
