-- Where exports go: other systems of several kinds, connected on a page.
ALTER TYPE "delivery_channel" RENAME VALUE 'export' TO 'webhook';
ALTER TYPE "delivery_channel" ADD VALUE 'sheet';
ALTER TYPE "delivery_channel" ADD VALUE 'slack';
ALTER TYPE "delivery_channel" ADD VALUE 'folder';

CREATE TYPE "destination_kind" AS ENUM ('webhook', 'sheet', 'slack', 'folder', 'colleague');

ALTER TABLE "destinations" RENAME COLUMN "url" TO "address";
ALTER TABLE "destinations"
  ADD COLUMN "kind" "destination_kind" NOT NULL DEFAULT 'webhook',
  ADD COLUMN "settings" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "former_secret" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "former_until" TIMESTAMPTZ(3),
  ADD COLUMN "events" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "personal" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "paused_at" TIMESTAMPTZ(3),
  ADD COLUMN "paused_reason" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "removed_at" TIMESTAMPTZ(3),
  ADD COLUMN "rests_until" TIMESTAMPTZ(3),
  ADD COLUMN "failures" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "broken_at" TIMESTAMPTZ(3),
  ADD COLUMN "probe_at" TIMESTAMPTZ(3),
  ADD COLUMN "probes" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "changed_by" TEXT NOT NULL DEFAULT '';

-- Those that are there hear of every order, as before.
UPDATE "destinations" SET "events" = ARRAY['order.placed', 'order.accepted', 'order.ready', 'order.completed', 'order.cancelled', 'order.changed', 'order.not_collected'];

ALTER TABLE "destinations"
  ADD CONSTRAINT "destinations_broken_has_a_probe" CHECK ((broken_at IS NULL) = (probe_at IS NULL)),
  ADD CONSTRAINT "destinations_former_secret_ends" CHECK ((former_secret = '') = (former_until IS NULL));

-- What is in one line keeps its order: an order's exports, or those of a stock level.
ALTER TABLE "deliveries"
  ADD COLUMN "line" TEXT,
  ADD COLUMN "line_at" TIMESTAMPTZ(3),
  ADD COLUMN "probes" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "repeats_id" TEXT;

UPDATE "deliveries" AS d SET "line" = e.subject_id, "line_at" = e.at
  FROM "events" AS e WHERE e.id = d.event_id AND d.destination_id IS NOT NULL AND d.copy = 1;

ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_line_has_a_place" CHECK ((line IS NULL) = (line_at IS NULL));

CREATE INDEX "deliveries_line_idx" ON "deliveries" ("destination_id", "line", "line_at", "event_id") WHERE state IN ('waiting', 'sending', 'unknown');
CREATE INDEX "deliveries_destination_due_idx" ON "deliveries" ("destination_id", "next_attempt_at") WHERE state IN ('waiting', 'unknown');
CREATE INDEX "events_undispatched_idx" ON "events" ("subject_id", "at") WHERE dispatched_at IS NULL;

-- How a destination did lately.
CREATE INDEX "deliveries_destination_settled_idx" ON "deliveries" ("destination_id", "settled_at") WHERE destination_id IS NOT NULL;
