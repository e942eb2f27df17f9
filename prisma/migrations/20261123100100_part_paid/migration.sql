-- What had been paid when an order was ticked as paid: its total may change afterwards, and the difference is still to be settled.
ALTER TABLE "orders"
  ADD COLUMN "paid_minor" INTEGER,
  ADD CONSTRAINT "orders_paid_not_negative" CHECK (paid_minor IS NULL OR paid_minor >= 0);

UPDATE orders SET paid_minor = total_minor WHERE paid_at IS NOT NULL;
