-- A phone number is kept only where an active staff member has it, who is known by it.
UPDATE "chats" c SET "phone" = NULL
WHERE c."phone" IS NOT NULL AND NOT EXISTS (
  SELECT FROM "staff" s WHERE s."channel" = c."channel" AND s."chat_id" = c."phone" AND s."removed_at" IS NULL);
