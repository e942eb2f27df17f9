-- A stocktake: many variants counted while selling goes on, reviewed, and applied at once.
CREATE TABLE "stocktakes" (
    "id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "category_id" TEXT,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by" JSONB NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" JSONB,

    CONSTRAINT "stocktakes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "stocktakes_state_is_known" CHECK (state IN ('open', 'applied', 'dropped')),
    CONSTRAINT "stocktakes_settled_when_not_open" CHECK ((state = 'open') = (settled_at IS NULL))
);

CREATE INDEX "stocktakes_opened_at_idx" ON "stocktakes"("opened_at");

-- Every number typed is kept; a variant's last one counts. Beside it stands what the ledger said at that moment, and up to which entry.
CREATE TABLE "stocktake_counts" (
    "id" BIGSERIAL NOT NULL,
    "stocktake_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "counted" INTEGER NOT NULL,
    "on_hand_then" INTEGER NOT NULL,
    "entry_then" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    -- The page draws a key for each number, so that one that is sent twice counts once.
    "key" TEXT NOT NULL,

    CONSTRAINT "stocktake_counts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "stocktake_counts_not_negative" CHECK (counted >= 0)
);

CREATE UNIQUE INDEX "stocktake_counts_key_key" ON "stocktake_counts"("key");
CREATE INDEX "stocktake_counts_stocktake_id_variant_id_id_idx" ON "stocktake_counts"("stocktake_id", "variant_id", "id");

ALTER TABLE "stocktake_counts" ADD CONSTRAINT "stocktake_counts_stocktake_id_fkey" FOREIGN KEY ("stocktake_id") REFERENCES "stocktakes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "stocktake_counts" ADD CONSTRAINT "stocktake_counts_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
