import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueue } from "@/lib/queue/enqueue";
import { refuseCommon } from "@/lib/refusal";
import { lockSettings } from "@/lib/settings/lock-settings";
import type { Shop } from "@/lib/settings/queries";
import { recordShopChange } from "@/lib/settings/record-shop-change";
import { refuse } from "@/lib/settings/refusals";

type Ordering = "orderingOpen" | "closedMessage" | "orderingPausedUntil" | "pausedMessage";
type Changeable = Omit<Shop, "id" | "version" | "twoFactorRequired" | Ordering>;
export type ShopChange = Partial<Changeable> & { version: number; currencyMeant?: boolean };

/**
 * Changes settings of the shop, those that are named, and records `shop.changed` with what they were. What is the same changes nothing. Returns
 * whether something changed. Refuses `changed_meanwhile`, `currency_in_use` unless that is meant, `not_permitted`.
 */
export async function changeShop(
  actor: Actor | null,
  { version, currencyMeant, ...wanted }: ShopChange,
): Promise<boolean> {
  const who = requirePermission(actor, "settings.change");
  return inTransaction(async (tx) => {
    const before = await lockSettings(tx, version);
    const changes = differing(before, wanted);
    if (Object.keys(changes).length === 0) return false;
    if (changes.logo) await requirePhoto(tx, changes.logo);
    if (changes.currency && !currencyMeant) await requireNoOrders(tx, before.currency, changes.currency);
    await tx.shop.update({
      where: { id: before.id },
      data: { ...changes, version: version + 1 },
      select: { id: true },
    });
    // Pickup times are kept by the shop's clock: the slots ahead move with it.
    if (changes.timezone) await enqueue(tx, "slots.make", {});
    const previous = Object.fromEntries(Object.keys(changes).map((name) => [name, before[name as keyof Changeable]]));
    await recordShopChange(tx, who, { previous, snapshot: changes });
    return true;
  });
}

function differing(before: Shop, wanted: Partial<Changeable>): Partial<Changeable> {
  const names = Object.keys(wanted) as (keyof Changeable)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]));
  return Object.fromEntries(changed.map((name) => [name, wanted[name]]));
}

async function requireNoOrders(tx: Tx, from: string, to: string): Promise<void> {
  const [{ orders } = { orders: 0 }] = await tx.$queryRaw<{ orders: number }[]>`
    SELECT count(*)::int AS orders FROM (SELECT 1 FROM orders WHERE currency = ${from} LIMIT 100000) AS counted`;
  if (orders > 0) refuse("currency_in_use", { from, to, orders });
}

/** Locked, so that a photo is not swept away while it becomes the logo. */
async function requirePhoto(tx: Tx, name: string): Promise<void> {
  const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM photos WHERE name = ${name} FOR SHARE`;
  if (found.length === 0) refuseCommon("not_found", { what: "photo" });
}
