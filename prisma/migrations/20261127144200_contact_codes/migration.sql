-- Codes that confirm the contact of whoever checks out. No foreign key to the cart: it would take a lock that placing waits for.
CREATE TABLE "contact_codes" (
  "id" TEXT NOT NULL,
  "cart_id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "shown" TEXT NOT NULL,
  "code_hash" TEXT NOT NULL,
  "sealed_code" TEXT NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  "tries" INTEGER NOT NULL DEFAULT 0,
  "confirmed_at" TIMESTAMPTZ(3),

  CONSTRAINT "contact_codes_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "contact_codes_go_by_email_or_text" CHECK (channel IN ('email', 'text')),
  CONSTRAINT "contact_codes_are_tried_five_times" CHECK (tries BETWEEN 0 AND 5)
);
CREATE INDEX "contact_codes_cart_id_idx" ON "contact_codes"("cart_id");
CREATE INDEX "contact_codes_key_idx" ON "contact_codes"("key");
CREATE INDEX "contact_codes_made_at_idx" ON "contact_codes"("made_at");

ALTER TABLE "items" ADD COLUMN "confirm_contact" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "shop" ADD COLUMN "confirm_everyone" BOOLEAN NOT NULL DEFAULT false;
