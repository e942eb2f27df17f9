import { emptyLetters } from "@/lib/customers/empty-letters";
import type { Tx } from "@/lib/db/transaction";

/**
 * Empties the letters with links to a person's orders, which are about no single order, and what was asked for and not answered yet.
 * What was not sent is withdrawn. Takes the address in small letters; none is nobody's.
 */
export async function eraseAsked(tx: Tx, email: string): Promise<void> {
  if (!email) return;
  await tx.$executeRaw`
    UPDATE event_personal AS p SET snapshot = '{}' FROM events AS e
     WHERE e.id = p.event_id AND e.type = 'customer.asked_for_orders' AND p.snapshot->>'email' = ${email}`;
  const letters = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM deliveries AS d JOIN events AS e ON e.id = d.event_id
     WHERE e.type = 'customer.asked_for_orders' AND d.address = ${email} ORDER BY d.id FOR UPDATE OF d`;
  await emptyLetters(
    tx,
    letters.map(({ id }) => id),
  );
}
