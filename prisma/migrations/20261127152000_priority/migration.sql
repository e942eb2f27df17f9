-- What goes first among what is due: a code that somebody waits for before all else, letters to many after it.
ALTER TABLE "deliveries" ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 0;
