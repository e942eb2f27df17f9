/**
 * Whether a cart (by its alias) waits for a code: the shop asks everyone to confirm their contact, or something in it asks for that, and no code was entered for it. Until
 * then nothing is kept for it, of whatever is in it: it is ordered as one.
 */
export const waitsForCodeSql = (cart: string) => `(
  (coalesce((SELECT s.confirm_everyone FROM shop s LIMIT 1), false)
   OR EXISTS (SELECT 1 FROM jsonb_to_recordset(${cart}.lines) AS line("variantId" text)
                JOIN variants v ON v.id = line."variantId" JOIN items i ON i.id = v.item_id WHERE i.confirm_contact))
  AND NOT EXISTS (SELECT 1 FROM contact_codes k WHERE k.cart_id = ${cart}.id AND k.confirmed_at IS NOT NULL))`;
