import type { Tx } from "@/lib/db/transaction";
import type { PersonKey } from "@/lib/people/keys";

/** Lets an order, which is locked, count for more people. */
export async function addKeys(tx: Tx, orderId: string, keys: readonly PersonKey[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO order_people (order_id, key, kind)
    SELECT ${orderId}, k.key, k.kind FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k(key text, kind text)
    ON CONFLICT DO NOTHING`;
}

/** Lets an order, which is locked, count for those who have these keys, and no more for who had its contact before. */
export async function replaceContactKeys(tx: Tx, orderId: string, keys: readonly PersonKey[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM order_people WHERE order_id = ${orderId} AND kind = 'contact'`;
  await addKeys(tx, orderId, keys);
}

/** The keys that an order counts for. */
export async function readKeys(tx: Tx, orderId: string): Promise<PersonKey[]> {
  return tx.$queryRaw<PersonKey[]>`SELECT key, kind FROM order_people WHERE order_id = ${orderId}`;
}
