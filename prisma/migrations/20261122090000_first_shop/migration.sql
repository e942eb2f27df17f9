-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "delivery_channel" AS ENUM ('email', 'text', 'export');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('waiting', 'sending', 'delivered', 'kept', 'unknown', 'dead', 'withdrawn');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('placed', 'accepted', 'ready', 'completed', 'cancelled', 'not_collected');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('owner', 'manager', 'staff');

-- CreateTable
CREATE TABLE "categories" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,

    CONSTRAINT "categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "items" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "category_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "ingredients" TEXT NOT NULL DEFAULT '',
    "contains" TEXT NOT NULL DEFAULT '',
    "may_contain" TEXT NOT NULL DEFAULT '',
    "storage" TEXT NOT NULL DEFAULT '',
    "photo" TEXT NOT NULL DEFAULT '',
    "photo_alt" TEXT NOT NULL DEFAULT '',
    "keeps" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "hidden_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "variants" (
    "id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "size" TEXT NOT NULL DEFAULT '',
    "price_minor" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "hidden_at" TIMESTAMPTZ(3),
    "limit_per_order" INTEGER,
    "low_at" INTEGER NOT NULL DEFAULT 3,

    CONSTRAINT "variants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "carts" (
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'web',
    "token_hash" TEXT,
    "api_key" TEXT,
    "content_hash" TEXT,
    "day" DATE,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "draft" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 0,
    "order_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "carts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "destinations" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "destinations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "channel" "delivery_channel" NOT NULL,
    "place" TEXT NOT NULL,
    "copy" INTEGER NOT NULL DEFAULT 1,
    "order_id" TEXT,
    "destination_id" TEXT,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL DEFAULT '',
    "state" "delivery_state" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "lease_token" TEXT,
    "leased_until" TIMESTAMPTZ(3),
    "last_error" TEXT NOT NULL DEFAULT '',
    "provider_id" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempts" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT NOT NULL DEFAULT '',
    "status" INTEGER,
    "detail" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "delivery_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "order_id" TEXT,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "snapshot" JSONB NOT NULL,
    "previous" JSONB,
    "undone_at" TIMESTAMPTZ(3),
    "dispatched_at" TIMESTAMPTZ(3),

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "cart_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "status" "order_status" NOT NULL DEFAULT 'placed',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "pickup_day" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "customer_name" TEXT NOT NULL,
    "customer_email" TEXT NOT NULL,
    "customer_phone" TEXT NOT NULL DEFAULT '',
    "notify_email" BOOLEAN NOT NULL,
    "notify_text" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "cancel_reason" TEXT NOT NULL DEFAULT '',
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "variant_id" TEXT NOT NULL,
    "stock_day" DATE,
    "sku" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "item_slug" TEXT NOT NULL,
    "item_name" TEXT NOT NULL,
    "variant_name" TEXT NOT NULL DEFAULT '',
    "photo" TEXT NOT NULL DEFAULT '',
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" INTEGER NOT NULL,
    "total_minor" INTEGER NOT NULL,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop" (
    "id" TEXT NOT NULL DEFAULT 'shop_1',
    "name" TEXT NOT NULL,
    "tagline" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "directions" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "payment_note" TEXT NOT NULL DEFAULT 'Pay when you collect.',
    "currency" TEXT NOT NULL DEFAULT 'GBP',
    "locale" TEXT NOT NULL DEFAULT 'en-GB',
    "timezone" TEXT NOT NULL DEFAULT 'Europe/London',
    "country" TEXT NOT NULL DEFAULT 'GB',
    "accent" TEXT NOT NULL DEFAULT '#2C5A3C',
    "ordering_open" BOOLEAN NOT NULL DEFAULT true,
    "closed_message" TEXT NOT NULL DEFAULT '',
    "accept_within_minutes" INTEGER NOT NULL DEFAULT 10,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opening_hours" (
    "weekday" INTEGER NOT NULL,
    "opens_minute" INTEGER NOT NULL,
    "closes_minute" INTEGER NOT NULL,
    "order_days_before" INTEGER NOT NULL DEFAULT 0,
    "order_by_minute" INTEGER NOT NULL,

    CONSTRAINT "opening_hours_pkey" PRIMARY KEY ("weekday")
);

-- CreateTable
CREATE TABLE "closed_days" (
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "closed_days_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "marks" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "marks_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "staff_members" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" "staff_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "browser" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "stock_levels" (
    "id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "day" DATE,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "committed" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_levels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_entries" (
    "id" BIGSERIAL NOT NULL,
    "level_id" TEXT NOT NULL,
    "on_hand_delta" INTEGER NOT NULL DEFAULT 0,
    "committed_delta" INTEGER NOT NULL DEFAULT 0,
    "held_delta" INTEGER NOT NULL DEFAULT 0,
    "on_hand_after" INTEGER NOT NULL,
    "committed_after" INTEGER NOT NULL,
    "held_after" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "order_id" TEXT,
    "order_number" INTEGER,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refused_demand" (
    "id" BIGSERIAL NOT NULL,
    "variant_id" TEXT NOT NULL,
    "day" DATE,
    "requested" INTEGER NOT NULL,
    "available" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refused_demand_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "categories_slug_key" ON "categories"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "items_slug_key" ON "items"("slug");

-- CreateIndex
CREATE INDEX "items_category_id_idx" ON "items"("category_id");

-- CreateIndex
CREATE UNIQUE INDEX "variants_sku_key" ON "variants"("sku");

-- CreateIndex
CREATE INDEX "variants_item_id_idx" ON "variants"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "carts_token_hash_key" ON "carts"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "carts_api_key_key" ON "carts"("api_key");

-- CreateIndex
CREATE UNIQUE INDEX "carts_order_id_key" ON "carts"("order_id");

-- CreateIndex
CREATE INDEX "carts_updated_at_idx" ON "carts"("updated_at");

-- CreateIndex
CREATE INDEX "deliveries_state_next_attempt_at_idx" ON "deliveries"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "deliveries_order_id_idx" ON "deliveries"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_event_id_channel_place_copy_key" ON "deliveries"("event_id", "channel", "place", "copy");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_attempts_delivery_id_number_key" ON "delivery_attempts"("delivery_id", "number");

-- CreateIndex
CREATE INDEX "events_order_id_at_idx" ON "events"("order_id", "at");

-- CreateIndex
CREATE INDEX "events_at_idx" ON "events"("at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE UNIQUE INDEX "orders_token_key" ON "orders"("token");

-- CreateIndex
CREATE UNIQUE INDEX "orders_cart_id_key" ON "orders"("cart_id");

-- CreateIndex
CREATE INDEX "orders_pickup_day_status_idx" ON "orders"("pickup_day", "status");

-- CreateIndex
CREATE INDEX "orders_status_placed_at_idx" ON "orders"("status", "placed_at");

-- CreateIndex
CREATE INDEX "order_lines_variant_id_stock_day_idx" ON "order_lines"("variant_id", "stock_day");

-- CreateIndex
CREATE UNIQUE INDEX "order_lines_order_id_position_key" ON "order_lines"("order_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "staff_members_email_key" ON "staff_members"("email");

-- CreateIndex
CREATE INDEX "sessions_staff_id_idx" ON "sessions"("staff_id");

-- CreateIndex
CREATE INDEX "stock_levels_day_idx" ON "stock_levels"("day");

-- CreateIndex
CREATE UNIQUE INDEX "stock_levels_one_per_variant_and_day" ON "stock_levels"("variant_id", "day") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "stock_entries_level_id_id_idx" ON "stock_entries"("level_id", "id");

-- CreateIndex
CREATE INDEX "stock_entries_order_id_idx" ON "stock_entries"("order_id");

-- CreateIndex
CREATE INDEX "refused_demand_at_idx" ON "refused_demand"("at");

-- AddForeignKey
ALTER TABLE "items" ADD CONSTRAINT "items_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variants" ADD CONSTRAINT "variants_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carts" ADD CONSTRAINT "carts_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destinations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_levels" ADD CONSTRAINT "stock_levels_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_entries" ADD CONSTRAINT "stock_entries_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "stock_levels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refused_demand" ADD CONSTRAINT "refused_demand_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The clock. now() is the transaction's start and stale after a wait for a lock; this is the time it is.
-- Tests shift it with the setting holdfast.clock_shift, an interval.
CREATE FUNCTION holdfast_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT clock_timestamp() + coalesce(nullif(current_setting('holdfast.clock_shift', true), ''), '0')::interval
$$;

-- Order numbers: drawn after the stock lock, so that refusals burn none.
CREATE SEQUENCE "order_numbers" AS integer START WITH 201;

-- What the database itself refuses.
ALTER TABLE "stock_levels"
  ADD CONSTRAINT "stock_levels_promises_within_on_hand" CHECK (committed + held <= on_hand),
  ADD CONSTRAINT "stock_levels_none_negative" CHECK (on_hand >= 0 AND committed >= 0 AND held >= 0);

ALTER TABLE "stock_entries"
  ADD CONSTRAINT "stock_entries_change_something" CHECK (on_hand_delta <> 0 OR committed_delta <> 0 OR held_delta <> 0);

ALTER TABLE "variants"
  ADD CONSTRAINT "variants_price_not_negative" CHECK (price_minor >= 0),
  ADD CONSTRAINT "variants_limit_positive" CHECK (limit_per_order IS NULL OR limit_per_order > 0);

ALTER TABLE "orders"
  ADD CONSTRAINT "orders_total_not_negative" CHECK (total_minor >= 0),
  ADD CONSTRAINT "orders_revision_positive" CHECK (revision > 0);

ALTER TABLE "order_lines"
  ADD CONSTRAINT "order_lines_quantity_positive" CHECK (quantity > 0),
  ADD CONSTRAINT "order_lines_total_is_price_times_quantity" CHECK (total_minor = unit_price_minor * quantity);

ALTER TABLE "refused_demand"
  ADD CONSTRAINT "refused_demand_is_short" CHECK (requested > available AND available >= 0);

ALTER TABLE "opening_hours"
  ADD CONSTRAINT "opening_hours_weekday_is_iso" CHECK (weekday BETWEEN 1 AND 7),
  ADD CONSTRAINT "opening_hours_open_before_close" CHECK (opens_minute >= 0 AND opens_minute < closes_minute AND closes_minute <= 1440),
  ADD CONSTRAINT "opening_hours_order_by_within_a_day" CHECK (order_days_before >= 0 AND order_by_minute BETWEEN 0 AND 1440);

ALTER TABLE "deliveries"
  ADD CONSTRAINT "deliveries_sending_is_leased" CHECK ((state = 'sending') = (lease_token IS NOT NULL AND leased_until IS NOT NULL));

-- The ledger is never edited: a mistake is another entry. (TRUNCATE, which empties the demo shop, is not an edit.)
CREATE FUNCTION stock_entries_are_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'stock entries are never edited; add another entry instead' USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER "stock_entries_never_edited" BEFORE UPDATE OR DELETE ON "stock_entries"
  FOR EACH ROW EXECUTE FUNCTION stock_entries_are_never_edited();
