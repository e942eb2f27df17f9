import { type Actor, requirePermission, type StaffActor, type SystemActor } from "@/lib/actor";
import { fullName, variantLabel } from "@/lib/catalog/rules";
import { findUnopened } from "@/lib/catalog/unopened";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { actorRecord } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import { getShop } from "@/lib/settings/queries";
import { changeLevels } from "@/lib/stock/change-levels";
import { type CounterSale, saleEvent, saleFields, toSale } from "@/lib/stock/counter-sale";
import { lockLevelFor } from "@/lib/stock/find-level";
import type { SellInput } from "@/lib/stock/input";
import { type CurrentLevel, takeableIn } from "@/lib/stock/lock-current";
import { refuse } from "@/lib/stock/refusals";
import { type Day, dayOf, toDate } from "@/lib/time";

/**
 * Takes one unit off a level without an order, at today's price: goods of today, or goods that keep. One key sells once: a repeat gets
 * the sale that was made first. Units that are promised cannot be sold.
 * Refuses `none_available`, `not_yet` before its drop begins, `another_day`, `wrong_kind_of_day`, `not_found`, `busy`.
 */
export async function sellAtCounter(actor: Actor | null, sale: SellInput): Promise<CounterSale> {
  const who = requirePermission(actor, "stock.sell");
  const { timezone, currency } = await getShop();
  const today = dayOf(new Date(), timezone);
  if (sale.day !== null && sale.day !== today) refuse("another_day", { today });
  return inTransaction(async (tx) => {
    const level = await lockLevelFor(tx, sale.variantId, sale.day);
    const earlier = await tx.counterSale.findUnique({ where: { key: sale.key }, select: saleFields });
    if (earlier) return toSale(earlier, level);
    const goods = await readGoods(tx, sale.variantId);
    await refuseUnopened(tx, sale.variantId, goods.name);
    if (takeableIn(level) < 1) refuse("none_available", { name: goods.name, promised: promisedIn(level) });
    return storeSale({ tx, who, level }, { key: sale.key, day: sale.day, currency }, goods);
  });
}

/** What is owed, kept for checkouts, or due to those in line. */
function promisedIn({ committed, held, awaited }: CurrentLevel): number {
  return committed + held + awaited;
}

/** What a drop will bring is nobody's before it begins. */
async function refuseUnopened(tx: Tx, variantId: string, name: string): Promise<void> {
  const found = await findUnopened(tx, [variantId]);
  if (found) refuse("not_yet", { name, opensAt: found.opensAt, locale: found.locale, timezone: found.timezone });
}

type Selling = { tx: Tx; who: StaffActor | SystemActor; level: CurrentLevel };
type Tap = { key: string; day: Day | null; currency: string };
type Goods = Awaited<ReturnType<typeof readGoods>>;

async function storeSale({ tx, who, level }: Selling, { key, day, currency }: Tap, goods: Goods): Promise<CounterSale> {
  const { name, ...copied } = goods;
  const id = newId("sal");
  await changeLevels(tx, who, [{ levelId: level.id, onHand: -1, committed: 0, held: 0 }], {
    reason: "sold_at_counter",
    cause: { kind: "sale", id },
  });
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const stored = await tx.counterSale.create({
    data: {
      ...{ id, key, levelId: level.id, variantId: level.variantId, currency, soldAt: at, ...copied },
      day: day && toDate(day),
      actor: actorRecord(who),
    },
    select: saleFields,
  });
  const after = { ...level, onHand: level.onHand - 1, version: level.version + 1 };
  await saleEvent(tx, who, { type: "stock.sold_at_counter", at, sale: stored, before: level, after, name });
  return toSale(stored, after);
}

async function readGoods(tx: Tx, variantId: string) {
  const { item, sku, name, size, priceMinor } = await tx.variant.findUniqueOrThrow({
    where: { id: variantId },
    select: { sku: true, name: true, size: true, priceMinor: true, item: { select: { id: true, name: true } } },
  });
  const variantName = variantLabel({ name, size });
  return {
    name: fullName(item.name, variantName),
    ...{ sku, itemId: item.id, itemName: item.name, variantName, unitPriceMinor: priceMinor },
  };
}
