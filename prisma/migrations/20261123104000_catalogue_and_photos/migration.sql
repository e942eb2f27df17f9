-- Photos: what is known of each; its files are in the data folder, or in public/photos for the demo's.
CREATE TABLE "photos" (
    "name" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "placeholder" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" JSONB NOT NULL,
    "kept_for_orders" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "photos_pkey" PRIMARY KEY ("name")
);

CREATE INDEX "photos_made_at_idx" ON "photos"("made_at");

ALTER TABLE "photos"
  ADD CONSTRAINT "photos_named_as_in_an_address" CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  ADD CONSTRAINT "photos_have_a_size" CHECK (width > 0 AND height > 0 AND bytes >= 0);

-- Who changed a category or an item last, and how often: two people who edit the same are told of each other.
ALTER TABLE "categories"
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "changed_by" TEXT NOT NULL DEFAULT '';

-- What is said of allergens is words for everyone who reads; where they come from is kept beside them.
ALTER TABLE "items"
  ADD COLUMN "allergens" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "contains_note" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "may_allergens" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "may_contain_note" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "published_at" TIMESTAMPTZ(3),
  ADD COLUMN "on_sale_from" TIMESTAMPTZ(3),
  ADD COLUMN "on_sale_until" TIMESTAMPTZ(3),
  ADD COLUMN "archived_at" TIMESTAMPTZ(3),
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "changed_by" TEXT NOT NULL DEFAULT '';

UPDATE items SET contains_note = contains, may_contain_note = may_contain, published_at = created_at;

ALTER TABLE "items"
  ADD CONSTRAINT "items_go_off_sale_after_they_go_on" CHECK (on_sale_until > on_sale_from),
  ADD CONSTRAINT "items_archived_are_hidden" CHECK (archived_at IS NULL OR hidden_at IS NOT NULL);

ALTER TABLE "variants" ADD COLUMN "archived_at" TIMESTAMPTZ(3);

ALTER TABLE "variants"
  ADD CONSTRAINT "variants_priced_at_nothing_or_more" CHECK (price_minor >= 0),
  ADD CONSTRAINT "variants_limit_at_least_one" CHECK (limit_per_order >= 1),
  ADD CONSTRAINT "variants_low_at_nothing_or_more" CHECK (low_at >= 0),
  ADD CONSTRAINT "variants_archived_are_hidden" CHECK (archived_at IS NULL OR hidden_at IS NOT NULL);

CREATE UNIQUE INDEX "variants_sku_once_whatever_its_case" ON "variants"(lower(sku));

-- An address that an item had before leads to the one it has now.
CREATE TABLE "former_slugs" (
    "slug" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "former_slugs_pkey" PRIMARY KEY ("slug")
);

CREATE INDEX "former_slugs_item_id_idx" ON "former_slugs"("item_id");

ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Goods that keep have levels without a day, the others one for each day. Whoever makes a level waits for whoever changes what its
-- item is, and asks again if it came too late.
CREATE FUNCTION stock_levels_have_the_day_of_their_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item_keeps boolean;
BEGIN
  SELECT i.keeps INTO item_keeps FROM items i JOIN variants v ON v.item_id = i.id WHERE v.id = NEW.variant_id FOR SHARE OF i;
  IF item_keeps IS DISTINCT FROM (NEW.day IS NULL) AND item_keeps IS NOT NULL THEN
    RAISE EXCEPTION 'goods that keep have no day, and the others need one' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "stock_levels_day_of_their_item" BEFORE INSERT ON "stock_levels"
  FOR EACH ROW EXECUTE FUNCTION stock_levels_have_the_day_of_their_item();
