import { type Actor, requirePermission } from "@/lib/actor";
import type { ScheduleInput } from "@/lib/catalog/input";
import { requireSellable } from "@/lib/catalog/publish-item";
import { refuse } from "@/lib/catalog/refusals";
import { withItem } from "@/lib/catalog/with-item";
import { getShop } from "@/lib/settings/queries";
import { instantAt } from "@/lib/time";

/**
 * Sets when an item goes on sale and when it is hidden again, as moments in the shop's zone, and records `item.scheduled`. Both are kept by the
 * clock alone. Without a beginning it is on sale at once. Refuses `no_moment`, `already_past`, `ends_before_it_starts`, `archived`,
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
    const data = { hiddenAt: null, onSaleFrom, onSaleUntil, publishedAt: item.publishedAt ?? onSaleFrom ?? at };
    await tx.item.update({ where: { id: itemId }, data, select: { id: true } });
  });
}

/** "2026-11-28T07:00" as an instant in a zone; an hour that a zone skips is the one after. */
function momentIn(words: string, timezone: string): Date | null {
  const [day, time] = words.split("T");
  if (!day || !time) return null;
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return instantAt(day, hour * 60 + minute, timezone);
}
