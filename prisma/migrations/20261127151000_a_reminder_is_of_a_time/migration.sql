-- A customer is reminded once of an order's day and time: who moves to another time is reminded of that. Empty: a day alone.
ALTER TABLE "pickup_reminders" ADD COLUMN "slot_id" TEXT NOT NULL DEFAULT '';

-- Who was reminded before this is not reminded again of the same.
UPDATE "pickup_reminders" AS r SET "slot_id" = o."slot_id"
  FROM "orders" AS o WHERE o."id" = r."order_id" AND o."pickup_day" = r."pickup_day" AND o."slot_id" IS NOT NULL;

ALTER TABLE "pickup_reminders" DROP CONSTRAINT "pickup_reminders_pkey",
  ADD CONSTRAINT "pickup_reminders_pkey" PRIMARY KEY ("order_id", "pickup_day", "slot_id");
