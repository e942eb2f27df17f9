-- A file of items that was read and not imported yet: exactly what would be written, item by item, and the catalogue that it was compared with.
CREATE TABLE "catalog_imports" (
    "id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "notes" JSONB NOT NULL DEFAULT '[]',
    "new_categories" JSONB NOT NULL DEFAULT '[]',
    "stamp" TEXT NOT NULL,
    "read_by" JSONB NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "applied_at" TIMESTAMPTZ(3),
    "applied_by" JSONB,

    CONSTRAINT "catalog_imports_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "catalog_import_items" (
    "import_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "item" JSONB,
    "variants" JSONB NOT NULL DEFAULT '[]',
    "event_id" TEXT NOT NULL,
    "before" JSONB,

    CONSTRAINT "catalog_import_items_pkey" PRIMARY KEY ("import_id", "number")
);

CREATE INDEX "catalog_imports_read_at_idx" ON "catalog_imports"("read_at");

CREATE INDEX "catalog_import_items_import_id_kind_number_idx" ON "catalog_import_items"("import_id", "kind", "number");

ALTER TABLE "catalog_import_items" ADD CONSTRAINT "catalog_import_items_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "catalog_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "catalog_import_items"
  ADD CONSTRAINT "catalog_import_items_are_of_a_kind" CHECK (kind IN ('new', 'changed', 'same', 'refused'));
