-- Items that go on sale at a moment, and perhaps off again at another.
CREATE TABLE "drops" (
  "id" TEXT NOT NULL,
  "slug" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "words" TEXT NOT NULL DEFAULT '',
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3),
  "says_count" BOOLEAN NOT NULL DEFAULT true,
  "tell_minutes" INTEGER NOT NULL DEFAULT 0,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "opened_at" TIMESTAMPTZ(3),
  "cancelled_at" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL DEFAULT 0,
  "changed_by" TEXT NOT NULL DEFAULT '',

  CONSTRAINT "drops_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "drops_end_after_they_start" CHECK (ends_at > starts_at),
  CONSTRAINT "drops_tell_within_a_week" CHECK (tell_minutes BETWEEN 0 AND 10080)
);

CREATE UNIQUE INDEX "drops_slug_key" ON "drops"("slug");
CREATE INDEX "drops_starts_at_idx" ON "drops"("starts_at");
-- What the worker looks for every second.
CREATE INDEX "drops_to_open" ON "drops" ("starts_at") WHERE opened_at IS NULL AND cancelled_at IS NULL;

CREATE TABLE "drop_items" (
  "drop_id" TEXT NOT NULL,
  "item_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "left_at" TIMESTAMPTZ(3),

  CONSTRAINT "drop_items_pkey" PRIMARY KEY ("drop_id", "item_id"),
  CONSTRAINT "drop_items_drop_id_fkey" FOREIGN KEY ("drop_id") REFERENCES "drops"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "drop_items_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "drop_items_item_id_idx" ON "drop_items"("item_id");

-- Who wants to be told of a drop. Kept until a week after it began.
CREATE TABLE "drop_wishes" (
  "id" TEXT NOT NULL,
  "drop_id" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "token" TEXT NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "told_at" TIMESTAMPTZ(3),

  CONSTRAINT "drop_wishes_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "drop_wishes_email_folded" CHECK (email = lower(btrim(email)) AND email <> ''),
  CONSTRAINT "drop_wishes_drop_id_fkey" FOREIGN KEY ("drop_id") REFERENCES "drops"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "drop_wishes_token_key" ON "drop_wishes"("token");
CREATE UNIQUE INDEX "drop_wishes_drop_id_email_key" ON "drop_wishes"("drop_id", "email");
CREATE INDEX "drop_wishes_email_idx" ON "drop_wishes"("email");
CREATE INDEX "drop_wishes_to_tell" ON "drop_wishes" ("drop_id") WHERE told_at IS NULL;
