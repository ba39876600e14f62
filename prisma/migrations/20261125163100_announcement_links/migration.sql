-- Links in the words are looked at once before it starts.
ALTER TABLE "announcements" ADD COLUMN "links_unseen" BOOLEAN NOT NULL DEFAULT false;
