-- CreateTable
CREATE TABLE "licensed_lists" (
    "kind" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "licensed_lists_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "licensed" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "licence" TEXT NOT NULL DEFAULT '',
    "keys" TEXT[],
    "phones" TEXT[],
    "accounts" TEXT[],
    "holders" TEXT[],
    "state" TEXT NOT NULL DEFAULT '',
    "valid_until" DATE,

    CONSTRAINT "licensed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "licensed_kind_idx" ON "licensed"("kind");

-- CreateIndex
CREATE INDEX "licensed_keys_idx" ON "licensed" USING GIN ("keys");

-- CreateIndex
CREATE INDEX "licensed_phones_idx" ON "licensed" USING GIN ("phones");

-- CreateIndex
CREATE INDEX "licensed_accounts_idx" ON "licensed" USING GIN ("accounts");

-- AddForeignKey
ALTER TABLE "licensed" ADD CONSTRAINT "licensed_kind_fkey" FOREIGN KEY ("kind") REFERENCES "licensed_lists"("kind") ON DELETE CASCADE ON UPDATE CASCADE;
