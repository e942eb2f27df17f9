-- The bake plan: how many of what on which weekday, and single days that differ. One plan, in one row that its version and its locks are on.
CREATE TABLE "bake_plan" (
    "id" TEXT NOT NULL DEFAULT 'plan_1',
    "horizon_days" INTEGER NOT NULL DEFAULT 28,
    "starts_on" DATE,
    "ends_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "bake_plan_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bake_plan_looks_ahead" CHECK (horizon_days BETWEEN 1 AND 90),
    CONSTRAINT "bake_plan_ends_after_it_starts" CHECK (ends_on >= starts_on),
    CONSTRAINT "bake_plan_is_one" CHECK (id = 'plan_1')
);

CREATE TABLE "bake_plan_lines" (
    "variant_id" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "bake_plan_lines_pkey" PRIMARY KEY ("variant_id", "weekday"),
    CONSTRAINT "bake_plan_lines_weekday_is_iso" CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT "bake_plan_lines_make_some" CHECK (quantity > 0)
);

CREATE TABLE "bake_plan_exceptions" (
    "variant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "bake_plan_exceptions_pkey" PRIMARY KEY ("day", "variant_id"),
    CONSTRAINT "bake_plan_exceptions_none_negative" CHECK (quantity >= 0)
);

ALTER TABLE "bake_plan_lines" ADD CONSTRAINT "bake_plan_lines_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "bake_plan_exceptions" ADD CONSTRAINT "bake_plan_exceptions_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "bake_plan_exceptions_variant_id_idx" ON "bake_plan_exceptions"("variant_id");

-- What happens to what is left when a day is over.
ALTER TABLE "variants" ADD COLUMN "at_close" TEXT NOT NULL DEFAULT 'write_off';
ALTER TABLE "variants" ADD CONSTRAINT "variants_at_close_is_known" CHECK (at_close IN ('write_off', 'carry_over'));

CREATE TABLE "close_rules" (
    "id" TEXT NOT NULL DEFAULT 'close_1',
    "closes_by_itself" BOOLEAN NOT NULL DEFAULT true,
    "after_minutes" INTEGER NOT NULL DEFAULT 60,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "close_rules_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "close_rules_within_a_day" CHECK (after_minutes BETWEEN 0 AND 1440),
    CONSTRAINT "close_rules_are_one" CHECK (id = 'close_1')
);

CREATE TABLE "day_closings" (
    "id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "by_itself" BOOLEAN NOT NULL,
    "to_day" DATE,
    "rows" JSONB NOT NULL,

    CONSTRAINT "day_closings_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "day_closings_at_idx" ON "day_closings"("at");
CREATE INDEX "day_closings_day_idx" ON "day_closings"("day");
-- By itself a day closes once, however many workers try.
CREATE UNIQUE INDEX "day_closings_once_by_itself" ON "day_closings"("day") WHERE by_itself;

-- How far each level was judged for being low: kept apart, and without a foreign key, so that nobody who sells waits for it.
CREATE TABLE "low_marks" (
    "level_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "entry_id" BIGINT NOT NULL,

    CONSTRAINT "low_marks_pkey" PRIMARY KEY ("level_id")
);

-- A shop that was there before hears of what falls from now on.
INSERT INTO low_marks (level_id, version, entry_id)
SELECT s.id, s.version, coalesce((SELECT max(e.id) FROM stock_entries e WHERE e.level_id = s.id), 0) FROM stock_levels s;
