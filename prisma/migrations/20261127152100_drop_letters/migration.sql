-- When a drop's beginning was last moved: those who want to be told hear of it a little later, so that a slip can be put right.
ALTER TABLE "drops" ADD COLUMN "moved_at" TIMESTAMPTZ(3);

-- The beginning that somebody knows of, and when a letter was made to them that it was called off. Nobody hears of what was before.
ALTER TABLE "drop_wishes" ADD COLUMN "starts_at" TIMESTAMPTZ(3), ADD COLUMN "called_off_at" TIMESTAMPTZ(3);
UPDATE "drop_wishes" AS w SET starts_at = d.starts_at, called_off_at = d.cancelled_at FROM "drops" AS d WHERE d.id = w.drop_id;
ALTER TABLE "drop_wishes" ALTER COLUMN "starts_at" SET NOT NULL;
