-- Sums that reports are made of, by the shop's own days. A sum is kept, never trusted: whatever changed after it was made is read from the orders.
CREATE TABLE "report_days" (
    "day" DATE NOT NULL,
    "timezone" TEXT NOT NULL,

    CONSTRAINT "report_days_pkey" PRIMARY KEY ("day")
);

CREATE TABLE "report_hours" (
    "day" DATE NOT NULL,
    "hour" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "status" "order_status" NOT NULL,
    "orders" INTEGER NOT NULL,
    "total_minor" BIGINT NOT NULL,

    CONSTRAINT "report_hours_pkey" PRIMARY KEY ("day", "hour", "channel", "status")
);

CREATE TABLE "report_units" (
    "day" DATE NOT NULL,
    "variant_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "total_minor" BIGINT NOT NULL,

    CONSTRAINT "report_units_pkey" PRIMARY KEY ("day", "variant_id")
);

CREATE TABLE "report_levels" (
    "level_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "made" INTEGER NOT NULL,
    "sold" INTEGER NOT NULL,
    "wasted" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "sold_out_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_levels_pkey" PRIMARY KEY ("level_id")
);

CREATE TABLE "report_watermark" (
    "id" TEXT NOT NULL DEFAULT 'orders',
    "seen_through" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_watermark_pkey" PRIMARY KEY ("id")
);

-- An order's day and what it is worth, without its row; and what changed since.
CREATE INDEX "orders_placed_at_idx" ON "orders"("placed_at") INCLUDE ("status", "channel", "total_minor");
CREATE INDEX "orders_updated_at_idx" ON "orders"("updated_at");
CREATE INDEX "counter_sales_undone_at_idx" ON "counter_sales"("undone_at");
