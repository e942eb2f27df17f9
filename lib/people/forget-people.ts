import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";

/** A settled order keeps the key of its address for so long, and a row that was locked stays for so long. */
const keptHours = 24;

/** From when on limits count an order `o` at the latest. */
const countsFrom = rawSql("greatest(o.placed_at, grew_at(o.id, NULL))");

/**
 * Takes out the keys that nothing needs any more: those of addresses a day after their order is settled, those of erased customers once no limit looks
 * back as far, and the rows that were locked a day ago. Returns how many keys of orders went.
 */
export async function forgetPeople(): Promise<number> {
  const addresses = await db().$executeRaw`
    DELETE FROM order_people p USING orders o
     WHERE o.id = p.order_id AND p.kind = 'address' AND o.status NOT IN ('placed', 'accepted', 'ready')
       AND o.updated_at < holdfast_now() - make_interval(hours => ${keptHours}::int)`;
  const erased = await db().$executeRaw`
    DELETE FROM order_people p USING orders o
     WHERE o.id = p.order_id AND o.erased_at IS NOT NULL
       AND ${countsFrom} < holdfast_now() - make_interval(days => (SELECT coalesce(max(limit_days), 0) FROM items))`;
  await forgetCodes();
  await db().$executeRaw`
    DELETE FROM people WHERE key IN (
      SELECT key FROM people WHERE seen_at < holdfast_now() - make_interval(hours => ${keptHours}::int) ORDER BY key FOR UPDATE SKIP LOCKED)`;
  return addresses + erased;
}

/** Codes go after a day, and with them whom they were sent to. */
async function forgetCodes(): Promise<void> {
  await db()
    .$executeRaw`DELETE FROM contact_codes WHERE made_at < holdfast_now() - make_interval(hours => ${keptHours}::int)`;
  await db().$executeRaw`
    UPDATE event_personal SET snapshot = '{}'
     WHERE snapshot <> '{}' AND event_id IN (
       SELECT id FROM events WHERE type = 'customer.code_asked' AND at < holdfast_now() - make_interval(hours => ${keptHours}::int))`;
  await db().$executeRaw`
    UPDATE deliveries SET address = '' WHERE address <> '' AND state NOT IN ('waiting', 'sending') AND event_id IN (
      SELECT id FROM events WHERE type = 'customer.code_asked' AND at < holdfast_now() - make_interval(hours => ${keptHours}::int))`;
}

/** The same for the orders of a customer who is erased: what no limit looks back to goes at once, the rest when none does any more. */
export async function forgetKeysOf(tx: Tx, orderIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM order_people p USING orders o
     WHERE o.id = p.order_id AND o.id = ANY(${[...orderIds]}::text[])
       AND (p.kind = 'address' OR ${countsFrom} < holdfast_now() - make_interval(days => (SELECT coalesce(max(limit_days), 0) FROM items)))`;
}
