-- How much of a pickup time one unit takes up: a cake more than a loaf.
ALTER TABLE "variants" ADD COLUMN "work_units" INTEGER NOT NULL DEFAULT 1,
  ADD CONSTRAINT "variants_work_sensible" CHECK (work_units BETWEEN 0 AND 1000);

-- The times of each weekday. No row, or no windows: orders for that weekday have a day and no time.
CREATE TABLE "pickup_week" (
  "weekday" INTEGER NOT NULL,
  "lead_minutes" INTEGER NOT NULL DEFAULT 0,
  "day_capacity" INTEGER,
  "windows" JSONB NOT NULL DEFAULT '[]',

  CONSTRAINT "pickup_week_pkey" PRIMARY KEY ("weekday"),
  CONSTRAINT "pickup_week_weekday" CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT "pickup_week_lead_sensible" CHECK (lead_minutes BETWEEN 0 AND 10080),
  CONSTRAINT "pickup_week_capacity_sensible" CHECK (day_capacity BETWEEN 1 AND 1000000),
  CONSTRAINT "pickup_week_windows_are_a_list" CHECK (jsonb_typeof(windows) = 'array')
);

-- A single day with times of its own, also one whose weekday is otherwise closed.
CREATE TABLE "pickup_exceptions" (
  "day" DATE NOT NULL,
  "lead_minutes" INTEGER NOT NULL DEFAULT 0,
  "day_capacity" INTEGER,
  "windows" JSONB NOT NULL,
  "opens_minute" INTEGER NOT NULL,
  "closes_minute" INTEGER NOT NULL,
  "order_days_before" INTEGER NOT NULL DEFAULT 0,
  "order_by_minute" INTEGER NOT NULL,

  CONSTRAINT "pickup_exceptions_pkey" PRIMARY KEY ("day"),
  CONSTRAINT "pickup_exceptions_lead_sensible" CHECK (lead_minutes BETWEEN 0 AND 10080),
  CONSTRAINT "pickup_exceptions_capacity_sensible" CHECK (day_capacity BETWEEN 1 AND 1000000),
  CONSTRAINT "pickup_exceptions_windows_are_a_list" CHECK (jsonb_typeof(windows) = 'array' AND jsonb_array_length(windows) > 0),
  CONSTRAINT "pickup_exceptions_close_after_they_open" CHECK (opens_minute >= 0 AND opens_minute < closes_minute AND closes_minute <= 1440),
  CONSTRAINT "pickup_exceptions_order_by_in_time" CHECK (order_days_before BETWEEN 0 AND 14 AND order_by_minute BETWEEN 0 AND 1440)
);

-- A time window of a pickup day, made ahead. One that an order was ever in is never removed.
CREATE TABLE "pickup_slots" (
  "id" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  "starts_minute" INTEGER NOT NULL,
  "ends_minute" INTEGER NOT NULL,
  "choose_until" TIMESTAMPTZ(3) NOT NULL,
  "capacity" INTEGER NOT NULL,
  "taken" INTEGER NOT NULL DEFAULT 0,
  "day_capped" BOOLEAN NOT NULL DEFAULT false,
  "offered" BOOLEAN NOT NULL DEFAULT true,
  "closed_at" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL DEFAULT 0,

  CONSTRAINT "pickup_slots_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "pickup_slots_end_after_they_start" CHECK (starts_at < ends_at),
  CONSTRAINT "pickup_slots_chosen_before_they_start" CHECK (choose_until <= starts_at),
  CONSTRAINT "pickup_slots_taken_within_capacity" CHECK (taken BETWEEN 0 AND capacity)
);
CREATE UNIQUE INDEX "pickup_slots_day_starts_at_ends_at_key" ON "pickup_slots"("day", "starts_at", "ends_at");

-- What all slots of a day may take together; only of days that have such a bound.
CREATE TABLE "pickup_days" (
  "day" DATE NOT NULL,
  "capacity" INTEGER NOT NULL,
  "taken" INTEGER NOT NULL DEFAULT 0,

  CONSTRAINT "pickup_days_pkey" PRIMARY KEY ("day"),
  CONSTRAINT "pickup_days_taken_within_capacity" CHECK (taken BETWEEN 0 AND capacity)
);

-- Names and times are copied, as prices are; what the lines take up is kept with each, so that an edit moves the difference exactly.
ALTER TABLE "order_lines" ADD COLUMN "work_units" INTEGER NOT NULL DEFAULT 1,
  ADD CONSTRAINT "order_lines_work_not_negative" CHECK (work_units >= 0);
ALTER TABLE "orders"
  ADD COLUMN "slot_id" TEXT,
  ADD COLUMN "slot_starts_at" TIMESTAMPTZ(3),
  ADD COLUMN "slot_ends_at" TIMESTAMPTZ(3),
  ADD COLUMN "slot_starts_minute" INTEGER,
  ADD COLUMN "slot_ends_minute" INTEGER,
  ADD COLUMN "work_units" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "orders_slot_is_whole" CHECK (num_nonnulls(slot_id, slot_starts_at, slot_ends_at, slot_starts_minute, slot_ends_minute) IN (0, 5)),
  ADD CONSTRAINT "orders_work_not_negative" CHECK (work_units >= 0),
  ADD CONSTRAINT "orders_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "pickup_slots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "orders_slot_id_idx" ON "orders"("slot_id");

-- Orders from before are what their units were, one each.
UPDATE orders o SET work_units = l.units FROM (SELECT order_id, sum(quantity)::int AS units FROM order_lines GROUP BY order_id) l WHERE l.order_id = o.id;

-- Ordering may be paused for some minutes: it goes on by the clock.
ALTER TABLE "shop" ADD COLUMN "ordering_paused_until" TIMESTAMPTZ(3), ADD COLUMN "paused_message" TEXT NOT NULL DEFAULT '';
