-- Places on waiting lists: who waits for units of which level, in which order, and what they were offered.
CREATE TYPE "waiting_state" AS ENUM ('unconfirmed', 'waiting', 'offered', 'taken', 'passed', 'left', 'over');

-- Where a place stands in its line: drawn when it is confirmed.
CREATE SEQUENCE "waiting_positions" AS integer;

CREATE TABLE "waiting_places" (
  "id" TEXT NOT NULL,
  "token" TEXT NOT NULL,
  "level_id" TEXT NOT NULL,
  "variant_id" TEXT NOT NULL,
  "day" DATE,
  "wanted" INTEGER NOT NULL,
  "takes_fewer" BOOLEAN NOT NULL DEFAULT false,
  "name" TEXT NOT NULL DEFAULT '',
  "email" TEXT NOT NULL DEFAULT '',
  "phone" TEXT NOT NULL DEFAULT '',
  "contact" TEXT NOT NULL,
  "state" "waiting_state" NOT NULL DEFAULT 'unconfirmed',
  "position" INTEGER,
  "offered_units" INTEGER,
  "offered_until" TIMESTAMPTZ(3),
  "cart_id" TEXT,
  "order_id" TEXT,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "asks" INTEGER NOT NULL DEFAULT 1,
  "confirmed_at" TIMESTAMPTZ(3),
  "offered_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL DEFAULT 0,

  CONSTRAINT "waiting_places_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "waiting_places_want_some_units" CHECK (wanted BETWEEN 1 AND 999),
  CONSTRAINT "waiting_places_reach_one_address" CHECK (num_nonnulls(nullif(email, ''), nullif(phone, '')) = 1 OR contact = ''),
  CONSTRAINT "waiting_places_in_line_have_a_position" CHECK (state NOT IN ('waiting', 'offered') OR position IS NOT NULL),
  CONSTRAINT "waiting_places_offered_have_an_offer" CHECK (state <> 'offered' OR (offered_units BETWEEN 1 AND wanted AND offered_until IS NOT NULL)),
  CONSTRAINT "waiting_places_end_once" CHECK ((state IN ('taken', 'passed', 'left', 'over')) = (ended_at IS NOT NULL)),
  CONSTRAINT "waiting_places_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "stock_levels"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "waiting_places_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "waiting_places_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "carts"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT "waiting_places_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "waiting_places_token_key" ON "waiting_places"("token");
CREATE INDEX "waiting_places_level_id_state_position_idx" ON "waiting_places"("level_id", "state", "position");
CREATE INDEX "waiting_places_contact_idx" ON "waiting_places"("contact");
CREATE INDEX "waiting_places_variant_id_idx" ON "waiting_places"("variant_id");
CREATE INDEX "waiting_places_order_id_idx" ON "waiting_places"("order_id");
-- One live place for each address and level.
CREATE UNIQUE INDEX "waiting_places_one_per_contact_and_level" ON "waiting_places" ("level_id", "contact") WHERE state IN ('unconfirmed', 'waiting', 'offered') AND contact <> '';
-- The offers that a cart took up: an order that is placed looks for its own.
CREATE INDEX "waiting_places_of_carts" ON "waiting_places" ("cart_id") WHERE cart_id IS NOT NULL;

ALTER TABLE "holds" ADD CONSTRAINT "holds_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "waiting_places"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "shop" ADD COLUMN "offer_minutes" INTEGER NOT NULL DEFAULT 30,
  ADD CONSTRAINT "shop_offer_minutes_sensible" CHECK (offer_minutes BETWEEN 5 AND 1440);
