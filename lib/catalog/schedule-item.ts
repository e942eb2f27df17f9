import { type Actor, requirePermission } from "@/lib/actor";
import { leaveOverDrops, requireNoDrop } from "@/lib/catalog/decided-by-drops";
import type { ScheduleInput } from "@/lib/catalog/input";
import { momentIn } from "@/lib/catalog/moment";
import { requireSellable } from "@/lib/catalog/publish-item";
import { refuse } from "@/lib/catalog/refusals";
import { withItem } from "@/lib/catalog/with-item";
import { getShop } from "@/lib/settings/queries";

/**
 * Sets when an item goes on sale and when it is hidden again, as moments in the shop's zone, and records `item.scheduled`. Both are kept by the
 * clock alone. Without a beginning it is on sale at once. Refuses `no_moment`, `already_past`, `ends_before_it_starts`, `archived`, `in_drop`,
 * `nothing_to_sell`, `not_found`, `busy`.
 */
export async function scheduleItem(actor: Actor | null, { itemId, from, until }: ScheduleInput): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  const { timezone } = await getShop();
  const [onSaleFrom, onSaleUntil] = [momentIn(from, timezone), momentIn(until, timezone)];
  if (!onSaleFrom && !onSaleUntil) refuse("no_moment", {});
  if (onSaleFrom && onSaleUntil && onSaleUntil <= onSaleFrom) refuse("ends_before_it_starts", {});
  await withItem(who, { itemId, type: "item.scheduled" }, async (tx, item, at) => {
    if (onSaleUntil && onSaleUntil <= at) refuse("already_past", {});
    requireSellable(item);
    await requireNoDrop(tx, item);
    await leaveOverDrops(tx, itemId);
    const data = { hiddenAt: null, onSaleFrom, onSaleUntil, publishedAt: item.publishedAt ?? onSaleFrom ?? at };
    await tx.item.update({ where: { id: itemId }, data, select: { id: true } });
  });
}
