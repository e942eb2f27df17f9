import { createHash } from "node:crypto";
import type { SystemActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { newCartId, newId, newToken } from "@/lib/id";
import { listPickupDays } from "@/lib/pickup/queries";
import { nextOrderable } from "@/lib/pickup/rules";
import { getShop } from "@/lib/settings/queries";
import { countStock } from "@/lib/stock/count-stock";
import { lockCurrent } from "@/lib/stock/lock-current";
import { type Day, toDate } from "@/lib/time";
import { endOver } from "@/lib/waiting/end-lists";

/** What a rehearsal sells: a variant, for a pickup day. Money in minor units. */
export type Rehearsed = { variantId: string; itemId: string; sku: string; name: string; priceMinor: number; day: Day };

export type RehearsalCart = { id: string; token: string };

const actor: SystemActor = { kind: "system", name: "rehearsal" };

/**
 * Readies the copy: it takes orders, nothing keeps scripts out or asks for a code, and of one item there are so many for its next day, which nobody is kept any of or
 * waits for. Null if nothing fits.
 */
export async function readyCopy(slug: string | undefined, units: number): Promise<Rehearsed | null> {
  await db()
    .$executeRaw`UPDATE shop SET ordering_open = true, ordering_paused_until = NULL, trap_forms = false, unpaid_per_person = 0, unpaid_per_address = 0`;
  await db()
    .$executeRaw`UPDATE items SET limit_per_person = NULL, limit_days = NULL, confirm_contact = false WHERE limit_per_person IS NOT NULL OR confirm_contact`;
  const { timezone } = await getShop();
  const day = nextOrderable(await listPickupDays(timezone))?.day;
  const [found] = await db().$queryRaw<(Omit<Rehearsed, "day"> & { keeps: boolean })[]>`
    SELECT v.id AS "variantId", i.id AS "itemId", v.sku, i.name, v.price_minor AS "priceMinor", i.keeps
      FROM items i JOIN variants v ON v.item_id = i.id AND v.hidden_at IS NULL
     WHERE i.hidden_at IS NULL AND (${slug ?? null}::text IS NULL OR i.slug = ${slug ?? null})
     ORDER BY i.keeps, i.position, v.position LIMIT 1`;
  if (!found || !day) return null;
  const { keeps, ...item } = found;
  await db().$executeRaw`UPDATE items SET on_sale_from = NULL, on_sale_until = NULL WHERE id = ${item.itemId}`;
  await db().$executeRaw`UPDATE drop_items SET left_at = now() WHERE item_id = ${item.itemId} AND left_at IS NULL`;
  await haveUnits(item.variantId, keeps ? null : day, units);
  return { ...item, day };
}

async function haveUnits(variantId: string, day: Day | null, units: number): Promise<void> {
  const level = await db().stockLevel.findFirst({ where: { variantId, day: day && toDate(day) } });
  if (level) await clear(level.id);
  await countStock(actor, { variantId, day, counted: (level?.committed ?? 0) + units, note: "Rehearsal" });
}

/** Takes away what the shop's own customers have of a level beside orders: it would end at some moment of the rehearsal, or go to them as the units come. */
async function clear(levelId: string): Promise<void> {
  await endOver(levelId);
  await db()
    .$executeRaw`UPDATE waiting_places SET offered_until = holdfast_now() WHERE level_id = ${levelId} AND state = 'offered'`;
  await db().$executeRaw`UPDATE holds SET ends_at = holdfast_now() WHERE level_id = ${levelId}`;
  await inTransaction((tx) => lockCurrent(tx, [levelId]));
}

/** A drop of the item that begins in so many milliseconds. Returns when. */
export async function dropSoon({ itemId, name }: Rehearsed, inMs: number): Promise<Date> {
  const startsAt = new Date(Date.now() + inMs);
  const id = newId("drp");
  await db().drop.create({
    data: { id, slug: `rehearsal-${id.toLowerCase()}`, name: `Rehearsal of ${name}`, startsAt, madeAt: new Date() },
  });
  await db().dropItem.create({ data: { dropId: id, itemId, position: 0 } });
  return startsAt;
}

/** Carts with one unit each, ready to be submitted, with their cookies' tokens. */
export async function fillRehearsalCarts({ variantId, day, priceMinor }: Rehearsed, count: number) {
  const carts: RehearsalCart[] = Array.from({ length: count }, () => ({ id: newCartId(), token: newToken() }));
  await db().cart.createMany({
    data: carts.map(({ id, token }) => ({
      id,
      tokenHash: createHash("sha256").update(token).digest("hex"),
      day: toDate(day),
      lines: [{ variantId, quantity: 1, seenPriceMinor: priceMinor }],
    })),
  });
  return carts;
}

/** What the copy's tables say of it afterwards. */
export async function countSold({ itemId }: Rehearsed, startsAt: Date): Promise<{ sold: number; early: number }> {
  const [row] = await db().$queryRaw<{ sold: number; early: number }[]>`
    SELECT coalesce(sum(n.quantity) FILTER (WHERE o.customer_email LIKE 'rehearsal-%@example.org'), 0)::int AS sold,
           count(*) FILTER (WHERE o.customer_email LIKE 'rehearsal-%@example.org' AND o.placed_at < ${startsAt})::int AS early
      FROM orders o JOIN order_lines n ON n.order_id = o.id WHERE n.item_id = ${itemId}`;
  return row ?? { sold: -1, early: -1 };
}
