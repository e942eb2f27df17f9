-- Since when it is known that the shop is closed on the day that a place waits for: its list ends a little later, unless the day is opened again.
ALTER TABLE "waiting_places" ADD COLUMN "shut_at" TIMESTAMPTZ(3);
