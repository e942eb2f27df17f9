import { type Actor, requirePermission } from "@/lib/actor";
import { lockCalendar } from "@/lib/db/locks-of-pickup";
import { inTransaction } from "@/lib/db/transaction";
import { lockSettings } from "@/lib/settings/lock-settings";
import type { Hours } from "@/lib/settings/queries";
import { recordShopChange } from "@/lib/settings/record-shop-change";

/**
 * Sets the week: when each day is open for collecting and until when it can be ordered for. A day that is not in it is closed. Orders that are in
 * stay as they are. Returns whether something changed. Refuses `changed_meanwhile`, `not_permitted`, `busy`.
 */
export async function changeHours(
  actor: Actor | null,
  { version, hours }: { version: number; hours: readonly Hours[] },
): Promise<boolean> {
  const who = requirePermission(actor, "settings.change");
  return inTransaction(async (tx) => {
    const shop = await lockSettings(tx, version);
    await lockCalendar(tx);
    const before = await tx.openingHours.findMany({ orderBy: { weekday: "asc" } });
    const after = hours.toSorted((one, other) => one.weekday - other.weekday);
    if (sameWeek(before, after)) return false;
    await tx.openingHours.deleteMany();
    await tx.openingHours.createMany({ data: after });
    await tx.shop.update({ where: { id: shop.id }, data: { version: version + 1 }, select: { id: true } });
    await recordShopChange(tx, who, { previous: { hours: before }, snapshot: { hours: after } });
    return true;
  });
}

function sameWeek(one: readonly Hours[], other: readonly Hours[]): boolean {
  const plain = (week: readonly Hours[]) =>
    JSON.stringify(
      week.map((day) => [day.weekday, day.opensMinute, day.closesMinute, day.orderDaysBefore, day.orderByMinute]),
    );
  return plain(one) === plain(other);
}
