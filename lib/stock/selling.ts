import { keepShop } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { getCalendar } from "@/lib/pickup/queries";
import { nextOrderable, pickupDayAt, pickupDays } from "@/lib/pickup/rules";
import { readShop } from "@/lib/settings/queries";
import { orderingAt } from "@/lib/settings/rules-of-ordering";
import type { Day } from "@/lib/time";

/** What can be ordered at a moment, as a transaction sees it. */
export type Selling = {
  /** The database's clock, read under the locks that are held. */
  now: Date;
  offerMinutes: number;
  /** Whether the shop takes orders at all, be it after a pause. */
  open: boolean;
  /** Whether ordering is paused: nothing is offered anew meanwhile. */
  paused: boolean;
  /** The last moment to order goods of a day, or goods that keep (no day), be it after a pause. Null if they cannot be ordered any more, or the shop is closed. */
  orderableUntil: (day: Day | null) => Date | null;
};

/** No order of goods that keep is ever too late. */
const never = new Date(8.64e15);

/** The shop and its calendar as they are now, for whoever offers something: ordering is not paused before that is stored, so whoever pauses it sees the offer. */
export async function readSelling(tx: Tx): Promise<Selling> {
  await keepShop(tx);
  const shop = await readShop(tx);
  const { offerMinutes, timezone } = shop;
  const [{ now } = { now: new Date() }] = await tx.$queryRaw<{ now: Date }[]>`SELECT holdfast_now() AS now`;
  const calendar = await getCalendar(timezone, now, tx);
  const { open, pausedUntil } = orderingAt(shop, now);
  const orderableUntil = (day: Day | null) => {
    if (!open) return null;
    if (day === null) return nextOrderable(pickupDays(calendar, now)) && never;
    const { orderable, orderBy } = pickupDayAt(calendar, day, now);
    return orderable ? orderBy : null;
  };
  return { now, offerMinutes, open, paused: pausedUntil !== null, orderableUntil };
}
