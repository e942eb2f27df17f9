-- An event learns once that it was taken back, and once that others were told: neither is taken back or moved.
CREATE OR REPLACE FUNCTION events_are_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'undone_at' - 'dispatched_at' = to_jsonb(OLD) - 'undone_at' - 'dispatched_at'
     AND coalesce(OLD.undone_at, NEW.undone_at) IS NOT DISTINCT FROM NEW.undone_at
     AND coalesce(OLD.dispatched_at, NEW.dispatched_at) IS NOT DISTINCT FROM NEW.dispatched_at THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are never edited; record another event instead' USING ERRCODE = 'restrict_violation';
END;
$$;

-- The personal part of an event can be erased, and nothing else: it stays as it was written, or is empty.
CREATE FUNCTION personal_parts_are_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.event_id = OLD.event_id AND NEW.snapshot = '{}' AND NEW.previous = '{}' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the personal part of an event is never edited; it can only be emptied' USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER "event_personal_only_erased" BEFORE UPDATE OR DELETE ON "event_personal"
  FOR EACH ROW EXECUTE FUNCTION personal_parts_are_only_erased();

-- Whose links no longer work once they are off the staff.
ALTER TABLE "staff_links" ADD COLUMN "made_by_id" TEXT NOT NULL DEFAULT '';
