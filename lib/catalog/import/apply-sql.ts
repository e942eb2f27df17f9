/** An instant as events keep it. */
const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** An item `i` of a category `c` as events keep it: the same facts as every other change of an item tells. */
const factsSql = `jsonb_build_object('slug', i.slug, 'category', c.name, 'name', i.name, 'summary', i.summary, 'description', i.description,
  'ingredients', i.ingredients, 'contains', i.contains, 'mayContain', i.may_contain, 'storage', i.storage, 'photo', i.photo, 'photoAlt', i.photo_alt,
  'keeps', i.keeps, 'hiddenAt', ${instant("i.hidden_at")}, 'publishedAt', ${instant("i.published_at")}, 'onSaleFrom', ${instant("i.on_sale_from")},
  'onSaleUntil', ${instant("i.on_sale_until")}, 'archivedAt', ${instant("i.archived_at")},
  'variants', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'size', v.size, 'priceMinor', v.price_minor,
     'limitPerOrder', v.limit_per_order, 'lowAt', v.low_at, 'workUnits', v.work_units, 'hiddenAt', ${instant("v.hidden_at")}, 'archivedAt', ${instant("v.archived_at")})
     ORDER BY v.position, v.id), '[]') FROM variants v WHERE v.item_id = i.id))`;

const itemRow = `jsonb_to_record(l.item) AS r(id text, slug text, "categoryId" text, name text, summary text, description text, ingredients text, contains text,
  allergens text[], "containsNote" text, "mayContain" text, "mayAllergens" text[], "mayContainNote" text, storage text, photo text, "photoAlt" text, keeps boolean,
  hidden boolean, position int)`;

const variantRow = `jsonb_to_recordset(l.variants) AS r(id text, "itemId" text, sku text, name text, size text, "priceMinor" int, "limitPerOrder" int,
  "lowAt" int, "workUnits" int, hidden boolean, position int, "isNew" boolean)`;

/** What is done, one statement for all items: $1 is the import's id, $2 (where it is) who does it. */
export const applySql = {
  rememberBefore: `
    UPDATE catalog_import_items l SET before = ${factsSql}
      FROM items i JOIN categories c ON c.id = i.category_id
     WHERE l.import_id = $1 AND l.kind = 'changed' AND i.id = l.item->>'id'`,

  addCategories: `
    INSERT INTO categories (id, slug, name, position, changed_by)
    SELECT r.id, r.slug, r.name, r.position, $2
      FROM catalog_imports p, jsonb_to_recordset(p.new_categories) AS r(id text, slug text, name text, position int) WHERE p.id = $1`,

  addItems: `
    INSERT INTO items (id, slug, category_id, name, summary, description, ingredients, contains, allergens, contains_note, may_contain, may_allergens, may_contain_note,
                       storage, photo, photo_alt, keeps, position, hidden_at, published_at, created_at, changed_by)
    SELECT r.id, r.slug, r."categoryId", r.name, r.summary, r.description, r.ingredients, r.contains, r.allergens, r."containsNote", r."mayContain", r."mayAllergens",
           r."mayContainNote", r.storage, r.photo, r."photoAlt", r.keeps, r.position, CASE WHEN r.hidden THEN now() END, CASE WHEN NOT r.hidden THEN now() END, now(), $2
      FROM catalog_import_items l, ${itemRow} WHERE l.import_id = $1 AND l.kind = 'new'`,

  changeItems: `
    UPDATE items i SET category_id = r."categoryId", name = r.name, summary = r.summary, description = r.description, ingredients = r.ingredients,
           contains = r.contains, allergens = r.allergens, contains_note = r."containsNote", may_contain = r."mayContain", may_allergens = r."mayAllergens",
           may_contain_note = r."mayContainNote", storage = r.storage, photo = r.photo, photo_alt = r."photoAlt", position = r.position,
           hidden_at = CASE WHEN r.hidden THEN coalesce(i.hidden_at, now()) END,
           published_at = CASE WHEN i.hidden_at IS NOT NULL AND NOT r.hidden THEN coalesce(i.published_at, now()) ELSE i.published_at END,
           version = i.version + 1, changed_by = $2
      FROM catalog_import_items l, ${itemRow} WHERE l.import_id = $1 AND l.kind = 'changed' AND i.id = r.id`,

  addVariants: `
    INSERT INTO variants (id, item_id, sku, name, size, price_minor, limit_per_order, low_at, work_units, position, hidden_at)
    SELECT r.id, r."itemId", r.sku, r.name, r.size, r."priceMinor", r."limitPerOrder", r."lowAt", coalesce(r."workUnits", 1), r.position, CASE WHEN r.hidden THEN now() END
      FROM catalog_import_items l, ${variantRow} WHERE l.import_id = $1 AND l.kind IN ('new', 'changed') AND r."isNew"`,

  changeVariants: `
    UPDATE variants v SET sku = r.sku, name = r.name, size = r.size, price_minor = r."priceMinor", limit_per_order = r."limitPerOrder", low_at = r."lowAt", work_units = coalesce(r."workUnits", v.work_units),
           hidden_at = CASE WHEN r.hidden THEN coalesce(v.hidden_at, now()) END
      FROM catalog_import_items l, ${variantRow} WHERE l.import_id = $1 AND l.kind = 'changed' AND NOT r."isNew" AND v.id = r.id`,

  // OFFSET 0: the facts are put together once for each item, not again for each field that is compared.
  recordEvents: `
    INSERT INTO events (id, type, actor, at, dispatched_at, subject_kind, subject_id, subject_name, snapshot, previous)
    SELECT l.event_id, CASE l.kind WHEN 'new' THEN 'item.added' ELSE 'item.changed' END, $2::jsonb, now(), now(), 'item', i.id, i.name, now_is.facts,
           CASE WHEN l.before IS NOT NULL THEN
             (SELECT coalesce(jsonb_object_agg(was.key, was.value), '{}') FROM jsonb_each(l.before) was WHERE now_is.facts->was.key IS DISTINCT FROM was.value) END
      FROM catalog_import_items l
      JOIN items i ON i.id = l.item->>'id'
      JOIN categories c ON c.id = i.category_id
      CROSS JOIN LATERAL (SELECT ${factsSql} AS facts OFFSET 0) now_is
     WHERE l.import_id = $1 AND l.kind IN ('new', 'changed')`,

  lockPhotos: `
    SELECT p.name FROM photos p WHERE p.name IN (SELECT l.item->>'photo' FROM catalog_import_items l WHERE l.import_id = $1 AND l.item->>'photo' <> '')
     ORDER BY p.name FOR SHARE`,

  countPhotos: `
    SELECT count(DISTINCT l.item->>'photo')::int AS wanted FROM catalog_import_items l
     WHERE l.import_id = $1 AND l.item->>'photo' <> ''
       AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = l.item->>'id' AND i.photo = l.item->>'photo')
       AND NOT EXISTS (SELECT 1 FROM photos p WHERE p.name = l.item->>'photo')`,
} as const;
