-- When a message reached the person's phone, and when they read it, where the platform tells (WhatsApp).
ALTER TABLE "outbox" ADD COLUMN "delivered_at" TIMESTAMPTZ(3), ADD COLUMN "read_at" TIMESTAMPTZ(3);

-- WhatsApp's later word names a message by its own id. The ids of other platforms are not in here.
CREATE INDEX "outbox_whatsapp" ON "outbox" USING gin (string_to_array("platform_id", ',')) WHERE "platform_id" ~ '^(3EB0|wamid)';
