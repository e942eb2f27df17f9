const now = "(SELECT holdfast_now())";

/**
 * Whether a variant `v` of an item `i` can be ordered now, as SQL. What is archived is hidden too. Every statement that offers something says
 * it with these words, so that a moment that was set is kept by all of them at once.
 */
export const onSaleSql = `(v.hidden_at IS NULL AND i.hidden_at IS NULL
  AND coalesce(i.on_sale_from <= ${now}, true) AND coalesce(i.on_sale_until > ${now}, true))`;
