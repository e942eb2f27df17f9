-- What the shop's times say that fits in. Where orders have taken more, `capacity` is what they have taken, and sinks to this as they leave.
ALTER TABLE "pickup_slots" ADD COLUMN "planned_capacity" INTEGER;
ALTER TABLE "pickup_days" ADD COLUMN "planned_capacity" INTEGER;

-- Those that hold more than the shop's times say are brought to these by the next `slots.make`, as are all.
UPDATE "pickup_slots" SET "planned_capacity" = "capacity";
UPDATE "pickup_days" SET "planned_capacity" = "capacity";

ALTER TABLE "pickup_slots" ALTER COLUMN "planned_capacity" SET NOT NULL;
ALTER TABLE "pickup_days" ALTER COLUMN "planned_capacity" SET NOT NULL;
