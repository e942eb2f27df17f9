-- A ticket remembers that it was printed, when, by whom, and what stood on it: a print later says whether the order changed since.
ALTER TABLE "orders"
  ADD COLUMN "printed_at" TIMESTAMPTZ(3),
  ADD COLUMN "printed_by" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "printed_content" TEXT NOT NULL DEFAULT '';

-- Tickets that the kitchen still has to get: few, whatever the number of orders.
CREATE INDEX "orders_without_a_ticket_idx" ON "orders" ("pickup_day", "placed_at") WHERE "printed_at" IS NULL AND "status" IN ('placed', 'accepted');
