-- What destinations were last told of each stock level.
CREATE TABLE "told_levels" (
  "level_id" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "told_levels_pkey" PRIMARY KEY ("level_id"),
  CONSTRAINT "told_levels_known_state" CHECK (state IN ('enough', 'low', 'sold_out'))
);
