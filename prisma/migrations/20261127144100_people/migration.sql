-- Who orders, by the hashes of email and phone, and of the address where the shop bounds those. A row is locked before orders are, so that
-- two orders of one person at once cannot both be within a limit; it holds nothing and is forgotten within days.
CREATE TABLE "people" (
  "key" TEXT NOT NULL,
  "seen_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "people_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "people_seen_at_idx" ON "people"("seen_at");

-- The keys that an order counts for.
CREATE TABLE "order_people" (
  "order_id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "kind" TEXT NOT NULL,

  CONSTRAINT "order_people_pkey" PRIMARY KEY ("order_id", "key"),
  CONSTRAINT "order_people_are_contacts_or_addresses" CHECK (kind IN ('contact', 'address')),
  CONSTRAINT "order_people_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "order_people_key_idx" ON "order_people"("key");
-- Few, and forgotten soon: found without reading all the others.
CREATE INDEX "order_people_addresses" ON "order_people" ("order_id") WHERE kind = 'address';

ALTER TABLE "items" ADD COLUMN "limit_per_person" INTEGER, ADD COLUMN "limit_days" INTEGER,
  ADD CONSTRAINT "items_limit_per_person_has_a_period" CHECK ((limit_per_person IS NULL) = (limit_days IS NULL)),
  ADD CONSTRAINT "items_limit_per_person_sensible" CHECK (limit_per_person BETWEEN 1 AND 999 AND limit_days BETWEEN 1 AND 366);

ALTER TABLE "shop" ADD COLUMN "unpaid_per_person" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "unpaid_per_address" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "shop_bounds_on_unpaid_orders_sensible" CHECK (unpaid_per_person BETWEEN 0 AND 99 AND unpaid_per_address BETWEEN 0 AND 999);
