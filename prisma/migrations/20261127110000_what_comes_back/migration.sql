-- What a text service and a mail server say afterwards.
CREATE TYPE "text_receipt" AS ENUM ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed');

ALTER TABLE "deliveries"
  ADD COLUMN "because" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "receipt" "text_receipt",
  ADD COLUMN "receipt_at" TIMESTAMPTZ(3);

ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_receipt_has_an_instant" CHECK ((receipt IS NULL) = (receipt_at IS NULL));

-- Orders whose customer cannot be reached: few, among many deliveries.
CREATE INDEX "deliveries_unreached_idx" ON "deliveries" ("order_id") WHERE state = 'dead' AND because <> '';

-- Numbers that want no texts, and the replies that said so, each obeyed once.
CREATE TABLE "text_opt_outs" (
    "phone" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "via" TEXT NOT NULL,

    CONSTRAINT "text_opt_outs_pkey" PRIMARY KEY ("phone")
);

CREATE TABLE "text_replies" (
    "sid" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "text_replies_pkey" PRIMARY KEY ("sid")
);

-- Minutes after which a mail whose answer was lost is sent once more by itself. 0: staff are asked.
ALTER TABLE "shop" ADD COLUMN "resend_unknown_after_minutes" INTEGER NOT NULL DEFAULT 60;

-- A text is found by the service's own id, where nothing else names it.
CREATE INDEX "deliveries_text_provider_idx" ON "deliveries" ("provider_id") WHERE channel = 'text' AND provider_id <> '';
