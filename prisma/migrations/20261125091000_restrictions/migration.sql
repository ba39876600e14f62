-- Until when WhatsApp lets a linked number write to nobody new: by a time-lock, or because its quota is used up.
ALTER TABLE "logins" ADD COLUMN "time_lock_until" TIMESTAMPTZ(3), ADD COLUMN "cap_until" TIMESTAMPTZ(3);
