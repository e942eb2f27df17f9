import { db } from "@/lib/db/client";
import { keepShop } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { getCalendar } from "@/lib/pickup/queries";
import { type Calendar, type PickupDay, pickupDayAt, pickupDays } from "@/lib/pickup/rules";
import { readShop, type Shop } from "@/lib/settings/queries";
import { orderingAt } from "@/lib/settings/rules-of-ordering";
import type { Room } from "@/lib/stock/rules-of-offers";
import type { Day } from "@/lib/time";

/** What can be ordered at a moment. */
export type Selling = {
  /** The database's clock; in a transaction read under the locks that are held. */
  now: Date;
  offerMinutes: number;
  /** Whether the shop takes orders at all, be it after a pause. */
  open: boolean;
  /** Whether ordering is paused: nothing is offered anew meanwhile. */
  paused: boolean;
  /**
   * The last moment to order so many work units for a day, or goods that keep (no day) for any, be it after a pause. Null if they cannot be ordered: it is too late, the
   * day or the shop is closed, or no time has room for them.
   */
  orderableUntil: (day: Day | null, work?: number) => Date | null;
  /** Whether the last moment to order for a day has passed. */
  isLate: (day: Day | null) => boolean;
  /** Work units that the times of a day still take, or of any day for goods that keep. */
  roomOn: (day: Day | null) => Room;
};

/** No order of goods that keep is ever too late. */
const never = new Date(8.64e15);
const any = Number.POSITIVE_INFINITY;

/** The shop and its calendar as they are now, for whoever offers something: ordering is not paused before that is stored, so whoever pauses it sees the offer. */
export async function readSelling(tx: Tx): Promise<Selling> {
  await keepShop(tx);
  return read(tx);
}

/** As `readSelling`, without a lock: to see where it is worth looking. */
export async function peekSelling(): Promise<Selling> {
  return read(db());
}

async function read(client: Tx | ReturnType<typeof db>): Promise<Selling> {
  const shop = await readShop(client);
  const [{ now } = { now: new Date() }] = await client.$queryRaw<{ now: Date }[]>`SELECT holdfast_now() AS now`;
  return sellingOf(shop, await getCalendar(shop.timezone, now, client), now);
}

function sellingOf(shop: Shop, calendar: Calendar, now: Date): Selling {
  const { open, pausedUntil } = orderingAt(shop, now);
  const roomOf = (day: Day): Room => calendar.slots?.get(day) ?? { most: any, inAll: any };
  const takes = ({ day, orderable }: PickupDay, work: number) => orderable && roomOf(day).most >= work;
  return {
    ...{ now, open, paused: pausedUntil !== null, offerMinutes: shop.offerMinutes },
    orderableUntil: (day, work = 0) => {
      if (!open) return null;
      if (day === null) return pickupDays(calendar, now).some((one) => takes(one, work)) ? never : null;
      const one = pickupDayAt(calendar, day, now);
      return takes(one, work) ? one.orderBy : null;
    },
    isLate: (day) => day !== null && pickupDayAt(calendar, day, now).because === "too_late",
    roomOn: (day) => {
      if (day !== null) return roomOf(day);
      const open = pickupDays(calendar, now).filter(({ orderable }) => orderable);
      return { most: Math.max(0, ...open.map((one) => roomOf(one.day).most)), inAll: any };
    },
  };
}
