-- When WhatsApp told a linked device that a person is there, for those to whom something is to be sent that they did not ask for.
ALTER TABLE "chats" ADD COLUMN "known_at" TIMESTAMPTZ(3);
