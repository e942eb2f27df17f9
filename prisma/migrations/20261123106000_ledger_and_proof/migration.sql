-- Why an entry was made, beside an order: the plan, a stocktake, a close of day, a sale; and the entry that it takes back, once.
ALTER TABLE "stock_entries"
  ADD COLUMN "cause_kind" TEXT,
  ADD COLUMN "cause_id" TEXT,
  ADD COLUMN "undoes_id" BIGINT;

ALTER TABLE "stock_entries"
  ADD CONSTRAINT "stock_entries_cause_is_whole" CHECK ((cause_kind IS NULL) = (cause_id IS NULL));

CREATE UNIQUE INDEX "stock_entries_undone_once" ON "stock_entries"("undoes_id") WHERE undoes_id IS NOT NULL;
CREATE INDEX "stock_entries_by_cause" ON "stock_entries"("cause_id") WHERE cause_id IS NOT NULL;

-- The ledger by time, and a level at a past moment. What customers and handing over write is most of it: the indexes
-- on reason and person leave it out, so that placing an order does not pay for them.
DROP INDEX "stock_entries_level_id_id_idx";
CREATE INDEX "stock_entries_level_id_at_id_idx" ON "stock_entries"("level_id", "at", "id");
CREATE INDEX "stock_entries_at_id_idx" ON "stock_entries"("at", "id");
CREATE INDEX "stock_entries_by_rare_reason" ON "stock_entries"("reason", "at", "id")
  WHERE reason <> 'order_placed' AND reason <> 'order_completed';
CREATE INDEX "stock_entries_by_person" ON "stock_entries"(coalesce(actor->>'id', actor->>'kind'), "at", "id")
  WHERE actor->>'kind' <> 'customer' AND actor->>'kind' <> 'api';

-- Every check of the counters against the ledger and the orders: what was read, and the exact rows that disagree.
CREATE TABLE "stock_proofs" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "levels" INTEGER NOT NULL,
    "entries" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,
    "disagreeing" INTEGER NOT NULL,
    "rows" JSONB NOT NULL,

    CONSTRAINT "stock_proofs_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "stock_proofs_at_idx" ON "stock_proofs"("at");
