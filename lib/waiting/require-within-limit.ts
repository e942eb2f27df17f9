import type { Tx } from "@/lib/db/transaction";
import { listPassed, refusePassed } from "@/lib/people/check-person";
import type { Clock } from "@/lib/people/refusals";
import { askedOf } from "@/lib/people/rules";

/** Who asks for a place, by the key that their orders count for (empty: unknown), and how many of a variant they need at least. */
type Asking = { variantId: string; personKey: string; least: number };

/**
 * Refuses `person_limit`, as an order would be, to whoever has had too much of an item already to take what they ask to wait for. Read without a lock: an order asks
 * again under one, and the line passes over whoever orders in between.
 */
export async function requireWithinLimit(
  tx: Tx,
  { variantId, personKey, least: quantity }: Asking,
  clock: Clock,
): Promise<void> {
  const { item } = await tx.variant.findUniqueOrThrow({
    where: { id: variantId },
    select: { item: { select: { id: true, name: true, limitPerPerson: true, limitDays: true } } },
  });
  const asked = askedOf([{ ...item, itemId: item.id, itemName: item.name, quantity }]);
  refusePassed(await listPassed(tx, { contacts: personKey ? [personKey] : [], asked, except: "" }), clock);
}
