import type { Contact } from "@/lib/customers/person";
import { descendTo } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";

/** Empties what was typed at checkout: of some orders, and in carts that became none, where the email or the number's last nine digits are the person's. */
export async function eraseCarts(tx: Tx, orderIds: readonly string[], { email, phone }: Contact): Promise<void> {
  descendTo(tx, "carts");
  const digits = phone.replace(/\D/g, "").slice(-9);
  await tx.$executeRaw`
    UPDATE carts SET draft = '{}'
     WHERE order_id = ANY(${orderIds}::text[])
        OR (order_id IS NULL AND draft <> '{}'
            AND ((${email} <> '' AND lower(trim(draft->>'email')) = ${email})
              OR (length(${digits}) = 9 AND right(regexp_replace(draft->>'phone', '\\D', '', 'g'), 9) = ${digits})))`;
}
