-- Units promised for a while, to a cart at checkout or to a place on the waiting list.
CREATE TABLE "holds" (
  "id" TEXT NOT NULL,
  "level_id" TEXT NOT NULL,
  "cart_id" TEXT,
  "place_id" TEXT,
  "units" INTEGER NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "holds_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "holds_of_some_units" CHECK (units > 0),
  CONSTRAINT "holds_belong_to_one_owner" CHECK (num_nonnulls(cart_id, place_id) = 1),
  CONSTRAINT "holds_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "stock_levels"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "holds_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "carts"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "holds_cart_id_level_id_key" ON "holds"("cart_id", "level_id");
CREATE UNIQUE INDEX "holds_place_id_level_id_key" ON "holds"("place_id", "level_id");
CREATE INDEX "holds_level_id_idx" ON "holds"("level_id");
CREATE INDEX "holds_ends_at_idx" ON "holds"("ends_at");

ALTER TABLE "stock_levels" ADD COLUMN "waiting" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "stock_levels_waiting_not_negative" CHECK (waiting >= 0);

ALTER TABLE "carts" ADD COLUMN "held_since" TIMESTAMPTZ(3), ADD COLUMN "held_from" TEXT;
-- Carts that hold, by address: they are counted before another is let in.
CREATE INDEX "carts_held_from" ON "carts" ("held_from") WHERE held_from IS NOT NULL;

ALTER TABLE "shop" ADD COLUMN "hold_minutes" INTEGER NOT NULL DEFAULT 10,
  ADD CONSTRAINT "shop_hold_minutes_sensible" CHECK (hold_minutes BETWEEN 0 AND 60);
