-- Since when the carts of one network address may keep more than half of a level: for twice the shop's time, then not for as long again.
CREATE TABLE "address_turns" (
    "address" TEXT NOT NULL,
    "level_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "address_turns_pkey" PRIMARY KEY ("address", "level_id")
);

CREATE INDEX "address_turns_level_id_idx" ON "address_turns"("level_id");

ALTER TABLE "address_turns" ADD CONSTRAINT "address_turns_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "stock_levels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
