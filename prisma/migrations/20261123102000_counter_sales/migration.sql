-- What left the shop over the counter without an order: one row for each tap, with the names and the price of that moment.
CREATE TABLE "counter_sales" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "level_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "day" DATE,
    "sku" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "item_name" TEXT NOT NULL,
    "variant_name" TEXT NOT NULL DEFAULT '',
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "unit_price_minor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "sold_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "counter_sales_pkey" PRIMARY KEY ("id")
);

-- One tap, one sale, however often a bad network sends it.
CREATE UNIQUE INDEX "counter_sales_key_key" ON "counter_sales"("key");
CREATE INDEX "counter_sales_sold_at_idx" ON "counter_sales"("sold_at");
CREATE INDEX "counter_sales_variant_id_day_idx" ON "counter_sales"("variant_id", "day");

ALTER TABLE "counter_sales" ADD CONSTRAINT "counter_sales_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "stock_levels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "counter_sales" ADD CONSTRAINT "counter_sales_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "counter_sales"
  ADD CONSTRAINT "counter_sales_quantity_positive" CHECK (quantity > 0),
  ADD CONSTRAINT "counter_sales_price_not_negative" CHECK (unit_price_minor >= 0),
  ADD CONSTRAINT "counter_sales_undone_after_sold" CHECK (undone_at IS NULL OR undone_at >= sold_at);
