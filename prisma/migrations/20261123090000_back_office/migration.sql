-- What an event is about, beside an order; and what must be forgotten when a person asks, in a row of its own.
ALTER TABLE "events"
  ADD COLUMN "subject_kind" TEXT NOT NULL DEFAULT 'order',
  ADD COLUMN "subject_id" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "subject_name" TEXT NOT NULL DEFAULT '';

CREATE TABLE "event_personal" (
    "event_id" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL DEFAULT '{}',
    "previous" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "event_personal_pkey" PRIMARY KEY ("event_id")
);

ALTER TABLE "event_personal" ADD CONSTRAINT "event_personal_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE events SET subject_id = order_id, subject_name = snapshot->>'number' WHERE order_id IS NOT NULL;
UPDATE events SET subject_kind = split_part(type, '.', 1) WHERE order_id IS NULL;
INSERT INTO event_personal (event_id, snapshot)
SELECT id, jsonb_build_object('customer', snapshot->'customer', 'note', snapshot->'note', 'cancelReason', snapshot->'cancelReason')
  FROM events WHERE order_id IS NOT NULL;
UPDATE events SET snapshot = snapshot - 'customer' - 'note' - 'cancelReason' WHERE order_id IS NOT NULL;
INSERT INTO event_personal (event_id, snapshot)
SELECT id, jsonb_build_object('staff', snapshot->'staff') FROM events WHERE type LIKE 'staff.%';
UPDATE events SET subject_id = coalesce(snapshot->'staff'->>'id', ''), subject_name = coalesce(snapshot->'staff'->>'name', ''), snapshot = snapshot - 'staff'
 WHERE type LIKE 'staff.%';

CREATE INDEX "events_subject_kind_at_idx" ON "events"("subject_kind", "at");

-- History is never edited: an event only learns that it was taken back, and that others were told.
CREATE FUNCTION events_are_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'undone_at' - 'dispatched_at' = to_jsonb(OLD) - 'undone_at' - 'dispatched_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are never edited; record another event instead' USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER "events_never_edited" BEFORE UPDATE OR DELETE ON "events"
  FOR EACH ROW EXECUTE FUNCTION events_are_never_edited();

-- What the shop decides for itself.
ALTER TABLE "shop"
  ADD COLUMN "logo" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "order_prefix" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "default_low_at" INTEGER NOT NULL DEFAULT 3,
  ADD COLUMN "accepts_by_itself" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "remind_after_minutes" INTEGER NOT NULL DEFAULT 15,
  ADD COLUMN "remind_when_out_of_touch" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "remind_phone" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "customer_cancel_minutes" INTEGER NOT NULL DEFAULT 30,
  ADD COLUMN "message_words" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "two_factor_required" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "orders"
  ADD COLUMN "number_prefix" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "erased_at" TIMESTAMPTZ(3);
