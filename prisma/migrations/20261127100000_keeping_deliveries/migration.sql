-- What a person sends again begins its tries anew; what arrived is repeated by one other delivery at most.
ALTER TABLE "deliveries" RENAME COLUMN "probes" TO "uncounted";
CREATE UNIQUE INDEX "deliveries_repeats_id_key" ON "deliveries"("repeats_id");

-- The ledger's page, newest first: by nothing, by state, by channel.
DROP INDEX "deliveries_state_next_attempt_at_idx";
CREATE INDEX "deliveries_created_at_id_idx" ON "deliveries"("created_at", "id");
CREATE INDEX "deliveries_state_created_at_id_idx" ON "deliveries"("state", "created_at", "id");
CREATE INDEX "deliveries_channel_created_at_id_idx" ON "deliveries"("channel", "created_at", "id");

-- Records are kept for a set time.
ALTER TABLE "shop"
  ADD COLUMN "keep_delivered_days" INTEGER NOT NULL DEFAULT 90,
  ADD COLUMN "keep_failed_days" INTEGER NOT NULL DEFAULT 365;

CREATE TABLE "pruned_deliveries" (
    "event_id" TEXT NOT NULL,
    "channel" "delivery_channel" NOT NULL,
    "place" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "state" "delivery_state" NOT NULL,
    "settled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pruned_deliveries_pkey" PRIMARY KEY ("event_id","channel","place")
);
CREATE INDEX "pruned_deliveries_order_id_idx" ON "pruned_deliveries"("order_id");
ALTER TABLE "pruned_deliveries" ADD CONSTRAINT "pruned_deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
