-- Further pages of a document: files of their own, joined when they are looked at.
ALTER TABLE "files" ADD COLUMN "bundle" UUID, ADD COLUMN "page" SMALLINT;
