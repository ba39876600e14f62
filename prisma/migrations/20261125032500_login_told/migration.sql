-- What staff were told of the line last, so that they hear of each trouble once; null: all is well.
ALTER TABLE "logins" ADD COLUMN "told" TEXT;
