-- Ids of keys name people. What hashes them lies here, sealed; the ids that stand in clear are hashed when it is made.
ALTER TABLE "logins" ADD COLUMN "id_secret" BYTEA;
