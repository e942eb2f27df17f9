-- What a shop chooses about its letters to customers.
ALTER TABLE "shop"
  ADD COLUMN "tell_accepted" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "remind_pickup" TEXT NOT NULL DEFAULT 'never',
  ADD COLUMN "remind_pickup_hours" INTEGER NOT NULL DEFAULT 2,
  ADD COLUMN "remind_pickup_minute" INTEGER NOT NULL DEFAULT 1080;

ALTER TABLE "shop"
  ADD CONSTRAINT "shop_remind_pickup_is_known" CHECK (remind_pickup IN ('never', 'hours', 'evening')),
  ADD CONSTRAINT "shop_remind_pickup_hours_within_two_days" CHECK (remind_pickup_hours BETWEEN 1 AND 48),
  ADD CONSTRAINT "shop_remind_pickup_minute_of_a_day" CHECK (remind_pickup_minute BETWEEN 0 AND 1439);

-- The day to collect has another name in own words.
UPDATE "shop" SET "message_words" = replace("message_words"::text, '{day}', '{pickup}')::jsonb;

-- A customer was reminded of a pickup: once for an order and its day.
CREATE TABLE "pickup_reminders" (
    "order_id" TEXT NOT NULL,
    "pickup_day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pickup_reminders_pkey" PRIMARY KEY ("order_id", "pickup_day")
);

ALTER TABLE "pickup_reminders" ADD CONSTRAINT "pickup_reminders_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The calendar file that a mail carries, as final as its words.
ALTER TABLE "deliveries" ADD COLUMN "calendar" TEXT NOT NULL DEFAULT '';
